import type { AnnouncedPaper, BadEntry } from '../source.ts';

/** What one document of a source holds. */
export interface DocumentReading {
  readonly papers: readonly AnnouncedPaper[];
  readonly bad: readonly BadEntry[];
  /** arXiv ids, without version, of papers that were taken back; absent where there are none. */
  readonly withdrawn?: readonly string[];
  /** How many entries there are, those included that say nothing of a paper. */
  readonly entries: number;
  /** Whether the document ends in the middle, and is worth asking for again. */
  readonly isCutOff: boolean;
}

/**
 * What an entry came to: a paper, that one was taken back, the reason why it is none, or nothing, as
 * it never was one.
 */
export type EntryReading =
  | AnnouncedPaper
  | { readonly withdrawn: string }
  | { readonly bad: BadEntry }
  | undefined;

/**
 * Reads entries one by one; what is wrong with one stops none of the others.
 *
 * @param problems what is wrong with the document as a whole
 */
export function readEntries<Entry>(
  {
    entries,
    problems = [],
    isCutOff = false,
  }: { entries: readonly Entry[]; problems?: readonly BadEntry[]; isCutOff?: boolean },
  read: (entry: Entry) => EntryReading,
): DocumentReading {
  const papers: AnnouncedPaper[] = [];
  const bad = [...problems];
  const withdrawn: string[] = [];
  for (const entry of entries) {
    const reading = read(entry);
    if (reading === undefined) continue;
    if ('bad' in reading) bad.push(reading.bad);
    else if ('withdrawn' in reading) withdrawn.push(reading.withdrawn);
    else papers.push(reading);
  }
  return {
    papers,
    bad,
    ...(withdrawn.length > 0 && { withdrawn }),
    entries: entries.length,
    isCutOff,
  };
}
