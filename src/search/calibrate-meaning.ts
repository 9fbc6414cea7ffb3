import type { SamplePaper } from './calibration-sample.ts';
import type { Embedder } from './embedding/embedder.ts';
import { nextTurn } from './next-turn.ts';
import { splitTerms } from './terms.ts';

/** Fewer tell nothing. */
const MIN_SAMPLE_PAPERS = 32;

/** Papers that are tried in one turn of the event loop, some milliseconds. */
const PAPERS_A_TURN = 16;

/** For a corpus that is too small to tell: best of those that are the same for all corpora. */
export const DEFAULT_MEANING_SHARE = 0.3;

/**
 * For one whose papers do not tell, because they are titles alone or so. It may be of any field: with this
 * much, papers that the embeddings know nothing of are found as well as by words alone, and others far
 * better.
 */
const CAUTIOUS_MEANING_SHARE = 0.1;

const MIN_SHARE = 0.05;
const MAX_SHARE = 0.45;

/**
 * The share rises with how well embeddings do beside words: 0 where they do three quarters as well,
 * a third where they do as well.
 */
const SHARE_PER_RATIO = 1.2;
const USELESS_RATIO = 0.72;

/**
 * How much the embeddings deserve to count beside full text in this corpus, from 0 to 1.
 *
 * The corpus tells, without judgments: each title of a sample must find its own abstract among
 * those of the sample, once by embeddings and once by shared words. Embeddings that know the field
 * do it better than words; in a field they were not trained on they do it worse, and count less. A
 * paper without a title is asked for by the first sentence of its abstract.
 *
 * @returns `undefined` when the sample is too small to tell, or its texts tell nothing; see
 * `uncalibratedMeaning`
 */
export async function calibrateMeaning(
  sample: readonly SamplePaper[],
  embedder: Embedder,
): Promise<number | undefined> {
  if (sample.length < MIN_SAMPLE_PAPERS) return undefined;
  const byMeaning = await meanReciprocalRank(sample.length, await cosines(sample, embedder));
  const byWords = await meanReciprocalRank(sample.length, await sharedWords(sample));
  if (byWords <= meanReciprocalRankByChance(sample.length)) return undefined;
  const share = SHARE_PER_RATIO * (byMeaning / byWords - USELESS_RATIO);
  return Math.min(MAX_SHARE, Math.max(MIN_SHARE, share));
}

/** How much meaning is to count in a corpus of so many papers while nothing tells. */
export function uncalibratedMeaning(papers: number): number {
  return papers < MIN_SAMPLE_PAPERS ? DEFAULT_MEANING_SHARE : CAUTIOUS_MEANING_SHARE;
}

/** How near the title of one paper of a sample is to the rest of another, by their places. */
type Nearness = (title: number, rest: number) => number;

async function cosines(sample: readonly SamplePaper[], embedder: Embedder): Promise<Nearness> {
  const embeddings: Float32Array[] = [];
  for (let start = 0; start < sample.length; start += PAPERS_A_TURN) {
    await nextTurn();
    const some = sample.slice(start, start + PAPERS_A_TURN);
    embeddings.push(...(await embedder.embed(some.flatMap(({ title, rest }) => [title, rest]))));
  }
  return (title, rest) => dot(embeddings[2 * title]!, embeddings[2 * rest + 1]!);
}

/** Sum of the idf, within the sample, of the words that a title shares with an abstract. */
async function sharedWords(sample: readonly SamplePaper[]): Promise<Nearness> {
  const titles: Set<string>[] = [];
  const rests: Set<string>[] = [];
  const frequency = new Map<string, number>();
  for (const [i, { title, rest }] of sample.entries()) {
    if (i % PAPERS_A_TURN === 0) await nextTurn();
    titles.push(new Set(splitTerms(title)));
    const terms = new Set(splitTerms(rest));
    rests.push(terms);
    for (const term of terms) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  const idf = (term: string) => Math.log(1 + sample.length / ((frequency.get(term) ?? 0) + 1));
  const idfs = titles.map((terms) => new Map([...terms].map((term) => [term, idf(term)])));
  return (title, rest) => {
    let sum = 0;
    for (const [term, weight] of idfs[title]!) if (rests[rest]!.has(term)) sum += weight;
    return sum;
  };
}

/** Mean of 1 / rank of the abstract with a title's own number; ties count against it. */
async function meanReciprocalRank(count: number, nearness: Nearness): Promise<number> {
  let sum = 0;
  for (let title = 0; title < count; title++) {
    if (title % PAPERS_A_TURN === 0) await nextTurn();
    const own = nearness(title, title);
    let rank = 1;
    for (let rest = 0; rest < count; rest++) {
      if (rest !== title && nearness(title, rest) >= own) rank++;
    }
    sum += 1 / rank;
  }
  return sum / count;
}

function meanReciprocalRankByChance(count: number): number {
  let sum = 0;
  for (let rank = 1; rank <= count; rank++) sum += 1 / rank;
  return sum / count;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
