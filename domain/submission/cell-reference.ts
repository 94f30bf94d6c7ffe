/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(position: number): string {
  const last = String.fromCharCode(65 + (position % 26));
  return position < 26 ? last : columnLetters(Math.floor(position / 26) - 1) + last;
}

/** The cell in row 12 at position 2 is `C12`. */
export const cellReference = (row: number, position: number): string => `${columnLetters(position)}${row}`;
