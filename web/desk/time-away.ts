const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How far from now a time is, in the largest unit that it is one of: `in 8 days`, `2 giờ trước`. */
export function awayFrom(iso: string, language: string, now: Date): string {
  const distance = Date.parse(iso) - now.getTime();
  const [unit, length] = units.find(([, length]) => Math.abs(distance) >= length) ?? units[2];
  return new Intl.RelativeTimeFormat(language, { numeric: 'always' }).format(
    Math.trunc(distance / length),
    unit,
  );
}
