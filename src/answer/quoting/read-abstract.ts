import type { Paper } from '../../corpus/paper.ts';
import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import type { Embedder } from '../../search/embedding/embedder.ts';
import { splitSentences } from '../../search/sentences.ts';
import { isStopWord, stem } from '../../search/terms.ts';
import { splitWords } from '../../search/words.ts';
import { unit } from './unit.ts';

/** How much of a paper's embedding is its title's, as in the index. */
const TITLE_SHARE = 0.3;

/** A sentence of an abstract. */
export interface Sentence {
  /** Where it stands in the stored abstract: half-open range of UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** In Unicode, TeX converted. */
  readonly text: string;
  /** The words that are no stop words, each once. */
  readonly words: readonly string[];
  readonly terms: ReadonlySet<string>;
  readonly embedding: Float32Array;
}

/** A paper ready to be quoted. */
export interface ReadPaper {
  readonly paper: Paper;
  /** In order; empty when the abstract is. */
  readonly sentences: readonly Sentence[];
  readonly titleTerms: ReadonlySet<string>;
  /** At unit length, or all zeros. */
  readonly embedding: Float32Array;
}

/** Splits the abstracts of papers into sentences and embeds both. */
export async function readPapers(
  papers: readonly Paper[],
  embedder: Embedder,
): Promise<ReadPaper[]> {
  const texts = papers.map(({ title, abstract }) => {
    const ranges = splitSentences(abstract);
    return {
      title: texToUnicode(title),
      ranges,
      sentences: ranges.map(({ start, end }) => texToUnicode(abstract.slice(start, end))),
    };
  });
  const embeddings = await embedder.embed(
    texts.flatMap(({ title, sentences }) => [
      title,
      [title, ...sentences].join('\n'),
      ...sentences,
    ]),
  );
  let at = 0;
  return texts.map(({ title, ranges, sentences }, i) => {
    const embedding = blend(embeddings[at++]!, embeddings[at++]!);
    return {
      paper: papers[i]!,
      embedding,
      titleTerms: new Set(contentWords(title).map(stem)),
      sentences: sentences.map((text, j) => {
        const words = contentWords(text);
        const terms = new Set(words.map(stem));
        return { ...ranges[j]!, text, words, terms, embedding: unit(embeddings[at++]!) };
      }),
    };
  });
}

/** The index terms of title and abstract. */
export function termsOf({ titleTerms, sentences }: ReadPaper): ReadonlySet<string> {
  const terms = new Set(titleTerms);
  for (const sentence of sentences) for (const term of sentence.terms) terms.add(term);
  return terms;
}

function contentWords(text: string): string[] {
  return [...new Set(splitWords(text))].filter((word) => !isStopWord(word));
}

function blend(title: Float32Array, whole: Float32Array): Float32Array {
  const [a, b] = [unit(title), unit(whole)];
  return unit(a.map((x, i) => TITLE_SHARE * x + (1 - TITLE_SHARE) * b[i]!));
}
