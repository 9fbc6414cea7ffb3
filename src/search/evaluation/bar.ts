/** A promise about what was measured, and whether this run kept it. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly relation: 'at most' | 'at least';
  readonly limit: number;
  readonly isMet: boolean;
}

type Measured = number | undefined;

/** `undefined` where the value was not measured. */
export function atMost(name: string, value: Measured, limit: Measured): Bar | undefined {
  if (value === undefined || limit === undefined) return undefined;
  return { name, value, relation: 'at most', limit, isMet: value <= limit };
}

/** `undefined` where the value was not measured. */
export function atLeast(name: string, value: Measured, limit: Measured): Bar | undefined {
  if (value === undefined || limit === undefined) return undefined;
  return { name, value, relation: 'at least', limit, isMet: value >= limit };
}

/** A line a bar. */
export function formatBars(bars: readonly Bar[]): string {
  const width = Math.max(...bars.map(({ name }) => name.length));
  return bars
    .map(({ name, value, relation, limit, isMet }) => {
      const verdict = isMet ? 'met' : 'missed';
      const promise = `${relation} ${formatNumber(limit)}`;
      return `${verdict.padEnd(6)}  ${name.padEnd(width)}  ${formatNumber(value)} (${promise})\n`;
    })
    .join('');
}

/** Three digits that count: 0.123, 1.23, 12.3, 123, 1,234. */
export function formatNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
