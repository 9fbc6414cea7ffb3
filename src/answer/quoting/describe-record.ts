import type { ResolvedNarrowing } from './resolve-narrowing.ts';
import { plainWords } from './write-lead.ts';

/** “Heng Ji”, “Heng Ji and Hao Peng”: names as a person typed them or papers have them. */
export function joinNames(names: readonly string[]): string {
  const plain = names.map(plainWords);
  return plain.length < 2 ? plain.join('') : `${plain.slice(0, -1).join(', ')} and ${plain.at(-1)}`;
}

/** “ by Heng Ji from 2024”, with a space before each part. */
export function describeRecord({
  authors,
  years,
}: Pick<ResolvedNarrowing, 'authors' | 'years'>): string {
  const by = authors.length === 0 ? '' : ` by ${joinNames(authors)}`;
  return `${by}${years === undefined ? '' : describeYears(years)}`;
}

function describeYears({ from, to }: NonNullable<ResolvedNarrowing['years']>): string {
  if (from === undefined) return ` until ${to}`;
  if (to === undefined) return ` since ${from}`;
  return from === to ? ` from ${from}` : ` from ${from} to ${to}`;
}
