import type { PaperIndex } from '../../search/paper-index.ts';
import { splitTerms } from '../../search/terms.ts';
import { tellingWords } from '../question/telling-words.ts';
import { type ReadPaper, termsOf } from './read-abstract.ts';

/** One side of a comparison, as the papers may write it. */
export interface ReadSide {
  /** The side with what its acronyms mean, as the search reads it. */
  readonly meaning: string;
  /** Whether a paper speaks of it, in these words or in those that the search reads into them. */
  readonly isIn: (paper: ReadPaper) => boolean;
}

/**
 * Reads a side of a comparison as the search reads queries, so that “RLAIF” is found where a paper
 * writes out “reinforcement learning from AI feedback”, and the other way round. Words that were
 * read into it count only when they stand in one sentence: apart they mean something else.
 */
export async function readSide(side: string, index: Pick<PaperIndex, 'search'>): Promise<ReadSide> {
  const telling = tellingWords(side);
  const whole = await readInto(side, index);
  const words: { term: string; others: readonly string[] }[] = [];
  for (const { word, term } of telling) {
    const others = telling.length === 1 ? whole.others : (await readInto(word, index)).others;
    words.push({ term, others });
  }
  const ofWords = new Set(words.flatMap(({ others }) => others));
  const ofWhole = whole.others.filter((term) => !ofWords.has(term));
  return {
    meaning: whole.meaning,
    isIn(paper) {
      const terms = termsOf(paper);
      const isHeld = words.every(
        ({ term, others }) => terms.has(term) || holdsTogether(paper, others),
      );
      return isHeld || holdsTogether(paper, ofWhole);
    },
  };
}

/** The terms that the search looks for beside those that were typed. */
async function readInto(text: string, index: Pick<PaperIndex, 'search'>) {
  const { reading } = await index.search({ query: text, limit: 1 });
  const typed = new Set([...splitTerms(text), ...splitTerms(reading?.text ?? '')]);
  const others = (reading?.terms ?? []).map(({ term }) => term).filter((term) => !typed.has(term));
  return { others, meaning: reading?.meaning ?? text };
}

function holdsTogether({ titleTerms, sentences }: ReadPaper, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  const texts = [titleTerms, ...sentences.map(({ terms }) => terms)];
  return texts.some((terms) => wanted.every((term) => terms.has(term)));
}
