import { stem } from '../../search/terms.ts';
import type { QuestionProfile, WeighedWord } from './profile-question.ts';
import type { ReadPaper } from './read-abstract.ts';
import { dot } from './unit.ts';
import type { WordEmbeddings } from './word-embeddings.ts';

/** Another word of the same meaning is never quite the word itself. */
const MAX_OTHER_WORD = 0.95;

/** Per word, how near it comes to each word of a question, from 0 to 1. */
export type WordMatches = ReadonlyMap<string, Float32Array>;

/**
 * Matches all words of the papers with those of the question: 1 for the same word or another form
 * of it, else the cosine of their embeddings. Late interaction (Khattab and Zaharia, “ColBERT”,
 * 2020) with word embeddings that know no context.
 */
export async function matchWords(
  question: QuestionProfile,
  papers: readonly ReadPaper[],
  embeddings: WordEmbeddings,
): Promise<WordMatches> {
  const words = new Set<string>();
  for (const { sentences } of papers) {
    for (const sentence of sentences) for (const word of sentence.words) words.add(word);
  }
  const known = await embeddings.of(words);
  const matches = new Map<string, Float32Array>();
  for (const word of words) {
    matches.set(word, matchOne(question.words, stem(word), known.get(word)));
  }
  return matches;
}

function matchOne(
  wanted: readonly WeighedWord[],
  term: string,
  embedding: Float32Array | undefined,
): Float32Array {
  return Float32Array.from(wanted, (each) => {
    if (each.term === term) return 1;
    if (embedding === undefined || each.embedding === undefined) return 0;
    return Math.min(MAX_OTHER_WORD, Math.max(0, dot(each.embedding, embedding)));
  });
}
