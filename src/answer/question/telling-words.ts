import { isStopWord, stem } from '../../search/terms.ts';
import { splitWords } from '../../search/words.ts';

/**
 * Words by which people ask, and that say nothing of what they ask for. No word of a field of
 * research is among them: “survey” and “model” may well be what is asked for.
 */
const ASKING_WORDS = new Set(
  `anybody anyone anything article articles compare compared define else everybody everyone everything
  explain find found get give got guys hello help hey hi interesting isnt kindly know let lets like
  list lol look looking maybe mention mentions need okay ok others paper papers people please pls
  publication publications question read really recommend say says search see show smth somebody
  someone something stuff suggest summarise summarize summary talk talks tell thank thanks thing
  things think today understand want wanted wants wonder wondering yeah yes`.split(/\s+/),
);

/** A word of a question that says what it is about. */
export interface TellingWord {
  /** Folded. */
  readonly word: string;
  /** Its index term. */
  readonly term: string;
}

/** The telling words of a text in order, each index term once. */
export function tellingWords(text: string): TellingWord[] {
  const found = new Map<string, TellingWord>();
  for (const word of splitWords(text)) {
    if (isStopWord(word) || ASKING_WORDS.has(word)) continue;
    const term = stem(word);
    if (!found.has(term)) found.set(term, { word, term });
  }
  return [...found.values()];
}
