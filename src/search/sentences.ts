/** A sentence of a text: half-open range of UTF-16 units, white space at the ends left out. */
export interface SentenceRange {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * Ends that are no ends: abbreviations and initials, after which Unicode's rules (UAX #29) see a
 * new sentence when a capital letter follows.
 */
const NO_END =
  /(?:^|[\s(])(?:e\.g|i\.e|et al|etc|vs|cf|resp|approx|w\.r\.t|fig|figs|sec|eq|no|dr|prof|[a-z])\.["')\]]?\s*$/i;

/** The sentences of a text, in order; together they hold all of it but the space between them. */
export function splitSentences(text: string): SentenceRange[] {
  const sentences: SentenceRange[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    const end = index + segment.length;
    const isLast = end === text.length;
    if (!isLast && NO_END.test(text.slice(start, end))) continue;
    const range = trim(text, start, end);
    if (range.start < range.end) sentences.push(range);
    start = end;
  }
  return sentences;
}

function trim(text: string, from: number, to: number): SentenceRange {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { start, end };
}
