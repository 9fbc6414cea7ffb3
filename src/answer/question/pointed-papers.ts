/** “it” in a question with more words than this is seldom a paper that was shown. */
const MAX_WORDS_WITH_PRONOUN = 4;

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINAL =
  /\b(?:the|that)\s+(first|second|third|fourth|fifth|last|former|latter|1st|2nd|3rd|4th|5th)(?:\s+(?:one|paper|study|work|result|of (?:them|these|those))\b|(?=\s*[?!.]*$|\s+(?:and|or|with|to|vs|versus|than)\b))/gi;
const NUMBERED = /(?:\b(?:paper|number|no\.|nr\.?)\s*|#|\[)([1-9])\b\]?/gi;

const ONE_PAPER = /\b(?:(?:this|that|the) (?:paper|study|work|one)|the (?:authors?|abstract))\b/i;
const SEVERAL_PAPERS =
  /\b(?:(?:each|all|any|some|most|none|which|many) of (?:them|these|those|the)|(?:these|those|the|both) (?:papers|studies|ones))\b/i;
const PRONOUN_OF_ONE =
  /\b(?:its?|(?:this|that)(?=\s*[?!.]*$|\s+(?:is|was|does|do|about|works?|means?|uses?)\b))\b/i;
const PRONOUN_OF_SEVERAL = /\b(?:they|them|their|those|these|both)\b/i;

/** What a question points to among the papers that were shown before it. */
interface PointedPapers {
  /** Empty when it names a place at which none was shown. */
  readonly ids: readonly string[];
  /** Whether only a pronoun points to them, that may also stand for their subject. */
  readonly isGuess: boolean;
}

/**
 * Finds the papers that a question points to, by place (“the second one”, “[2]”) or by pronoun;
 * `undefined` when it points to none.
 *
 * @param shown ids of the papers shown last, in that order
 * @param tellingCount how many words of the question tell what it is about
 */
export function findPointedPapers(
  text: string,
  shown: readonly string[],
  tellingCount: number,
): PointedPapers | undefined {
  if (shown.length === 0) return undefined;
  const pointed = (ids: readonly string[], isGuess = false) => ({ ids, isGuess });
  const places = placesIn(text, shown.length);
  if (places.length > 0) {
    const ids = places.flatMap((place) => shown[place] ?? []);
    if (ids.length > 0 || tellingCount <= MAX_WORDS_WITH_PRONOUN) return pointed([...new Set(ids)]);
  }
  if (tellingCount > MAX_WORDS_WITH_PRONOUN) return undefined;
  if (SEVERAL_PAPERS.test(text)) return pointed(shown);
  if (ONE_PAPER.test(text)) return pointed(shown.slice(0, 1));
  if (PRONOUN_OF_SEVERAL.test(text)) return pointed(shown, true);
  // After a single paper, “it” is that paper.
  return PRONOUN_OF_ONE.test(text) ? pointed(shown.slice(0, 1), shown.length > 1) : undefined;
}

/** A question without the places that it names. */
export function withoutPlaces(text: string): string {
  return text.replace(ORDINAL, ' ').replace(NUMBERED, ' ');
}

/** Indices of the places that are named, numbers before words. */
function placesIn(text: string, count: number): number[] {
  const numbers = [...text.matchAll(NUMBERED)].map(([, number]) => Number(number) - 1);
  if (numbers.length > 0) return numbers;
  return [...text.matchAll(ORDINAL)].map(([, word]) => placeOf(word!.toLowerCase(), count));
}

function placeOf(ordinal: string, count: number): number {
  if (ordinal === 'last' || ordinal === 'latter') return count - 1;
  if (ordinal === 'former') return 0;
  const index = ORDINALS.indexOf(ordinal);
  return index >= 0 ? index : Number(ordinal[0]) - 1;
}
