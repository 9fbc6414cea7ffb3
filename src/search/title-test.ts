import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { splitWords } from './words.ts';

/** Makes the test whether a text is a paper's whole title, whatever its case, accents and signs. */
export function createTitleTest(text: string): (paper: Paper) => boolean {
  const wanted = wordsOf(text);
  return ({ title }) => wanted !== '' && wanted === wordsOf(title);
}

function wordsOf(title: string): string {
  return splitWords(texToUnicode(title)).join(' ');
}
