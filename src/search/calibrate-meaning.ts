import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import type { Embedder } from './embedding/embedder.ts';
import { nextTurn } from './next-turn.ts';
import { splitSentences } from './sentences.ts';
import { splitTerms } from './terms.ts';
import { splitSequence } from './words.ts';

/** Papers whose titles are tried on each other's abstracts. */
const SAMPLE_PAPERS = 256;

/** Fewer tell nothing. */
const MIN_SAMPLE_PAPERS = 32;

/** Titles that are tried in one turn of the event loop, some milliseconds. */
const TITLES_A_TURN = 16;

/** For a corpus that is too small to tell: best of those that are the same for all corpora. */
export const DEFAULT_MEANING_SHARE = 0.3;

/**
 * For one whose papers are too short to tell, titles alone or so. It may be of any field: with this
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
 * @param sample as `drawSample` draws it
 * @returns `undefined` when the sample is too small to tell; see `uncalibratedMeaning`
 */
export async function calibrateMeaning(
  sample: readonly Paper[],
  embedder: Embedder,
): Promise<number | undefined> {
  if (sample.length < MIN_SAMPLE_PAPERS) return undefined;
  const parts = sample.flatMap((paper) => titleAndRest(paper) ?? []);
  const titles = parts.map(({ title }) => title);
  const abstracts = parts.map(({ rest }) => rest);
  const embeddings = await embedder.embed([...titles, ...abstracts]);
  const byMeaning = await meanReciprocalRank(sample.length, (title, abstract) =>
    dot(embeddings[title]!, embeddings[sample.length + abstract]!),
  );
  const byWords = await meanReciprocalRank(sample.length, sharedWords(titles, abstracts));
  const share = SHARE_PER_RATIO * (byMeaning / byWords - USELESS_RATIO);
  return Math.min(MAX_SHARE, Math.max(MIN_SHARE, share));
}

/** How much meaning is to count in a corpus of so many papers while nothing tells. */
export function uncalibratedMeaning(papers: number): number {
  return papers < MIN_SAMPLE_PAPERS ? DEFAULT_MEANING_SHARE : CAUTIOUS_MEANING_SHARE;
}

/**
 * The papers to calibrate by: those whose ids have the lowest hashes, so that the sample depends on
 * which papers there are, not on their order or history, and seldom changes when some come or go.
 */
export function drawSample(papers: Iterable<Paper>): Paper[] {
  const lowest: { paper: Paper; hash: number }[] = [];
  for (const paper of papers) {
    const entry = { paper, hash: hash(paper.id) };
    const last = lowest.at(-1);
    if (lowest.length === SAMPLE_PAPERS && last && byHash(last, entry) < 0) continue;
    if (titleAndRest(paper) === undefined) continue;
    lowest.push(entry);
    lowest.sort(byHash);
    if (lowest.length > SAMPLE_PAPERS) lowest.pop();
  }
  return lowest.map(({ paper }) => paper);
}

/**
 * A paper's title and abstract, without the title that many abstracts begin with; where it has no
 * title, the first sentence of its abstract and the others. `undefined` for a paper that has only one
 * of the two.
 */
function titleAndRest(paper: Paper): { title: string; rest: string } | undefined {
  if (paper.abstract === '') return undefined;
  const abstract = texToUnicode(paper.abstract);
  if (paper.title === '') {
    const [first, second] = splitSentences(abstract);
    if (first === undefined || second === undefined) return undefined;
    return { title: abstract.slice(first.start, first.end), rest: abstract.slice(second.start) };
  }
  const title = texToUnicode(paper.title);
  const opening = splitSequence(title);
  const words = splitSequence(abstract);
  const isRepeated = opening.every((word, i) => word === words[i]);
  const rest = isRepeated ? words.slice(opening.length).join(' ') : abstract;
  return rest === '' ? undefined : { title, rest };
}

function byHash(a: { paper: Paper; hash: number }, b: { paper: Paper; hash: number }): number {
  return a.hash - b.hash || (a.paper.id < b.paper.id ? -1 : 1);
}

/** Sum of the idf, within the sample, of the words that a title shares with an abstract. */
function sharedWords(titles: readonly string[], abstracts: readonly string[]) {
  const titleTerms = titles.map((title) => [...new Set(splitTerms(title))]);
  const abstractTerms = abstracts.map((abstract) => new Set(splitTerms(abstract)));
  const idf = new Map<string, number>();
  for (const term of new Set(titleTerms.flat())) {
    const frequency = abstractTerms.filter((terms) => terms.has(term)).length;
    idf.set(term, Math.log(1 + abstracts.length / (frequency + 1)));
  }
  return (title: number, abstract: number): number => {
    let sum = 0;
    for (const term of titleTerms[title]!) {
      if (abstractTerms[abstract]!.has(term)) sum += idf.get(term)!;
    }
    return sum;
  };
}

/** Mean of 1 / rank of the abstract with a title's own number; ties count against it. */
async function meanReciprocalRank(
  count: number,
  score: (title: number, abstract: number) => number,
): Promise<number> {
  let sum = 0;
  for (let title = 0; title < count; title++) {
    if (title % TITLES_A_TURN === 0) await nextTurn();
    const own = score(title, title);
    let rank = 1;
    for (let abstract = 0; abstract < count; abstract++) {
      if (abstract !== title && score(title, abstract) >= own) rank++;
    }
    sum += 1 / rank;
  }
  return sum / count;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
