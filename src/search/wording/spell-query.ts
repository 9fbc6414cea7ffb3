import type { RankingWeights } from '../ranking-weights.ts';
import { isStopWord, splitTerms, stem } from '../terms.ts';
import { fold } from '../words.ts';
import type { Correction } from './query-reading.ts';
import type { Speller } from './speller.ts';

/** A query with its spelling corrected. */
export interface SpelledQuery {
  readonly text: string;
  readonly corrections: readonly Correction[];
  /** How much index terms count that stand in the text only by correction. */
  readonly weightOf: ReadonlyMap<string, number>;
  /** Index terms that were typed and may have been meant, and are in the text no more. */
  readonly unlikely: readonly string[];
}

export interface SpellingOptions {
  /** Folded words that stay as they are: those of phrases. */
  readonly verbatim: ReadonlySet<string>;
  readonly speller: Speller;
  readonly weights: Pick<RankingWeights, 'corrected' | 'doubtful'>;
}

/** What is parted by white space, and the words in it. */
const CHUNK = /\S+/gu;
const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;

/** An address, a path or a name from a program, not a word. */
const CODE = /:\/\/|^www\.|[@_\\=<>{}]/iu;

/** `PrP`, `polM`: a name, written just so; where a number follows, a space may be missing. */
const NAME = /^(?=.+\p{Lu})\P{N}+$/u;
const LOWER_CASE = /\p{Ll}/u;

/** Puts near known words in the place of those that nobody knows. */
export async function spellQuery(
  query: string,
  { verbatim, speller, weights }: SpellingOptions,
): Promise<SpelledQuery> {
  const corrections: Correction[] = [];
  const weightOf = new Map<string, number>();
  const unlikely: string[] = [];
  const isShouted = !LOWER_CASE.test(query);
  let text = '';
  let end = 0;
  for (const { typed, start } of wordsOf(query)) {
    const word = fold(typed);
    if (verbatim.has(word) || (NAME.test(typed) && !isShouted)) continue;
    const respelling = await speller.respell(word);
    if (respelling === undefined) continue;
    const { used, isDoubtful } = respelling;
    text += query.slice(end, start) + used;
    end = start + typed.length;
    corrections.push({ typed, used });
    const weight = isDoubtful ? weights.doubtful : weights.corrected;
    for (const term of splitTerms(used)) weightOf.set(term, weight);
    if (isDoubtful) unlikely.push(stem(word));
  }
  return { text: text + query.slice(end), corrections, weightOf, unlikely };
}

function* wordsOf(query: string): Iterable<{ typed: string; start: number }> {
  for (const chunk of query.matchAll(CHUNK)) {
    if (CODE.test(chunk[0])) continue;
    for (const word of chunk[0].matchAll(WORD)) {
      if (!isStopWord(fold(word[0]))) yield { typed: word[0], start: chunk.index + word.index };
    }
  }
}
