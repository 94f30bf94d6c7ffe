import stringWidth from 'string-width';

export type Column = { heading: string; align: 'left' | 'right' };

/**
 * Lines of a table for a terminal. Width is what a terminal shows: a letter with its tone mark is one column,
 * however many code points it is written with.
 */
export function alignColumns(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const printable = rows.map((row) => row.map(withoutControls));
  const widths = columns.map(({ heading }, place) =>
    Math.max(stringWidth(heading), ...printable.map((row) => stringWidth(row[place]!))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, place) => pad(cell, widths[place]!, columns[place]!.align))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ heading }) => heading)),
    line(widths.map((width) => '─'.repeat(width))),
    ...printable.map(line),
  ];
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(width - stringWidth(text));
  return align === 'right' ? space + text : text + space;
}

/** A cell of a data file must not steer the terminal that shows it. */
const withoutControls = (text: string): string => text.replace(/\p{Cc}/gu, '');
