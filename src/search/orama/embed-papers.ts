import type { Embedder } from '../embedding/embedder.ts';
import type { RerankSources } from '../rerank.ts';
import type { ReadPaper } from './retrievers.ts';

/** How much of a paper's embedding is its title's. */
const TITLE_SHARE = 0.3;

/**
 * Embeds papers: each between its title and its whole text. Authors say nothing about meaning.
 *
 * @param meanings a lexicon, and which of its words those of the index are: if it is the one that
 * the embedder adds up, texts need not be read again that the index has read
 */
export async function embedPapers(
  papers: readonly ReadPaper[],
  embedder: Embedder,
  meanings: RerankSources['meanings'],
): Promise<Float32Array[]> {
  // One block for all: arrays of their own take as long as what is worked out.
  const block = new Float32Array(papers.length * embedder.dimensions);
  const blended = papers.map((_, i) =>
    block.subarray(i * embedder.dimensions, (i + 1) * embedder.dimensions),
  );
  const { lexicon } = embedder;
  if (lexicon !== undefined && meanings?.lexicon === lexicon) {
    const sum = new Float32Array(embedder.dimensions);
    for (const [i, out] of blended.entries()) {
      const [title, abstract] = papers[i]!.words;
      out.set(lexicon.sum(meanings.numbers.known(title!.numbers)));
      sum.set(lexicon.sum(meanings.numbers.known(abstract!.numbers)));
      for (let j = 0; j < sum.length; j++) sum[j]! += out[j]!;
      blend(out, sum, out);
    }
    return blended;
  }
  const titles = papers.map(({ texts }) => texts.title);
  const texts = papers.map(({ texts: { title, abstract } }) => `${title}\n${abstract}`);
  const embeddings = await embedder.embed([...titles, ...texts]);
  for (const [i, out] of blended.entries()) {
    blend(embeddings[i]!, embeddings[papers.length + i]!, out);
  }
  return blended;
}

/** Writes what lies between two embeddings, of any length, to `out`; one of zeros leaves the other. */
function blend(title: Float32Array, whole: Float32Array, out: Float32Array): void {
  const titleScale = TITLE_SHARE / (norm(title) || 1);
  const wholeScale = (1 - TITLE_SHARE) / (norm(whole) || 1);
  for (let i = 0; i < out.length; i++) out[i] = title[i]! * titleScale + whole[i]! * wholeScale;
}

function norm(numbers: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < numbers.length; i++) squares += numbers[i]! * numbers[i]!;
  return Math.sqrt(squares);
}
