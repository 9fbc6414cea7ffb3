import { isStopWord } from '../../search/terms.ts';
import { splitSequence } from '../../search/words.ts';

/** In fewer words than this, English needs no article and no preposition. */
const MIN_WORDS = 4;

/** A note for who asks in another language; `undefined` for a question that may be English. */
export function noteOnLanguage(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const words = splitSequence(text);
  const isOtherScript = letters > 0 && latin < letters / 2;
  const isOtherLanguage = words.length >= MIN_WORDS && !words.some((word) => isStopWord(word));
  if (!isOtherScript && !(isOtherLanguage && /[^\p{ASCII}]/u.test(text))) return undefined;
  return 'The papers here are in English: asked in English, they answer more.';
}
