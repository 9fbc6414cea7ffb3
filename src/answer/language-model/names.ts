import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { fold } from '../../search/words.ts';

const WORD = /[\p{L}\p{N}]+/gu;
const INNER_CAPITAL = /.\p{Lu}/u;

/** Abbreviations that papers on language models may leave out and any sentence on them may use. */
const COMMON = new Set(['ai', 'ml', 'nlp', 'lm', 'llm', 'rl']);

/**
 * The words of a text that are written like names of systems, data sets and methods: with a
 * capital inside (`LeTI`, `DPO`, `GPT` of “GPT-4”). A capital at the start alone means nothing: it
 * begins a sentence, and in German every noun.
 */
export function namesIn(text: string): string[] {
  return (text.match(WORD) ?? [])
    .filter((word) => INNER_CAPITAL.test(word))
    .map(nameKey)
    .filter((name) => !COMMON.has(name));
}

/** Every word of the texts, in the form in which `namesIn` gives names. */
export function wordsOf(texts: readonly string[]): Set<string> {
  const versions = texts.flatMap((text) => [text, texToUnicode(text)]);
  return new Set(versions.flatMap((text) => (text.match(WORD) ?? []).map(nameKey)));
}

/** The plural of a name is the same name. */
function nameKey(word: string): string {
  const folded = fold(word);
  return folded.endsWith('s') && folded.length > 2 ? folded.slice(0, -1) : folded;
}
