const longest = 120;

/**
 * A file name as part of a storage key: letters without their marks, digits, `.`, `_` and `-`, at most 120
 * characters, the ending kept. "Chuyển đổi số (2).csv" is "Chuyen-doi-so-2.csv".
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(plain)?.[0] ?? '';
  const stem = plain.slice(0, plain.length - ending.length).replaceAll(/^[.-]+|[.-]+$/g, '');
  return `${stem.slice(0, longest - ending.length) || 'file'}${ending}`;
}
