/** The numbers in a line that has nothing else in it: `3`, `4 6`, `4, 6`. */
export function readNumbers(line: string): readonly number[] | undefined {
  return /^\d{1,4}(?:[\s,]+\d{1,4})*$/.test(line.trim())
    ? [
        ...new Set(
          line
            .trim()
            .split(/[\s,]+/)
            .map(Number),
        ),
      ]
    : undefined;
}
