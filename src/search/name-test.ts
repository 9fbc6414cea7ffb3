import { stem } from './terms.ts';
import { splitWords } from './words.ts';

/** The index terms of a name; no stop word is left out, since `An` and `Will` are names. */
export function nameTerms(name: string): string[] {
  return splitWords(name).map(stem);
}

/** Makes the test whether an author's name holds all words of another, in any order. */
export function createNameTest(name: string): (author: string) => boolean {
  const wanted = nameTerms(name);
  return (author) => {
    const terms = new Set(nameTerms(author));
    return wanted.every((term) => terms.has(term));
  };
}
