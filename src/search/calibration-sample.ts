import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { nextTurn } from './next-turn.ts';
import { splitSentences } from './sentences.ts';
import { splitSequence } from './words.ts';

/** Papers whose titles are tried on each other's abstracts. */
const SAMPLE_PAPERS = 256;

/** Papers that are looked at in one turn of the event loop, some milliseconds. */
const LOOKS_A_TURN = 8_192;
/** Taking one in two takes as long as looking at so many. */
const LOOKS_A_TAKE = 256;

/** A paper of a sample, taken in two. */
export interface SamplePaper {
  readonly paper: Paper;
  /** What is to find the rest of the same paper. */
  readonly title: string;
  readonly rest: string;
  /** Those of the lowest are in the sample. */
  readonly hash: number;
}

/**
 * The papers to calibrate by: those whose ids have the lowest hashes, so that the sample depends on
 * which papers there are, not on their order or history, and seldom changes when some come or go.
 *
 * @param papers none of which is in `drawn`
 * @param drawn a sample of others
 */
export async function drawSample(
  papers: Iterable<Paper>,
  drawn: readonly SamplePaper[] = [],
): Promise<SamplePaper[]> {
  const sample = [...drawn];
  let looked = 0;
  for (const paper of papers) {
    if (++looked >= LOOKS_A_TURN) {
      looked = 0;
      await nextTurn();
    }
    const ranked = { paper, hash: hash(paper.id) };
    const last = sample[SAMPLE_PAPERS - 1];
    if (last !== undefined && byHash(last, ranked) < 0) continue;
    looked += LOOKS_A_TAKE;
    const parts = takeInTwo(paper);
    if (parts === undefined) continue;
    const at = sample.findLastIndex((other) => byHash(other, ranked) < 0) + 1;
    sample.splice(at, 0, { ...ranked, ...parts });
    sample.length = Math.min(sample.length, SAMPLE_PAPERS);
  }
  return sample;
}

/**
 * A paper's title and abstract, without the title that many abstracts begin with; where it has no
 * title, the first sentence of its abstract and the others. `undefined` for a paper of which only one
 * of the two has words.
 */
function takeInTwo(paper: Paper): Pick<SamplePaper, 'title' | 'rest'> | undefined {
  const abstract = texToUnicode(paper.abstract);
  const words = splitSequence(abstract);
  if (words.length === 0) return undefined;
  const title = texToUnicode(paper.title);
  const opening = splitSequence(title);
  if (opening.length === 0) {
    const [first, second] = splitSentences(abstract);
    if (first === undefined || second === undefined) return undefined;
    return { title: abstract.slice(first.start, first.end), rest: abstract.slice(second.start) };
  }
  const isRepeated = opening.every((word, i) => word === words[i]);
  const rest = isRepeated ? words.slice(opening.length).join(' ') : abstract;
  return rest === '' ? undefined : { title, rest };
}

type Ranked = Pick<SamplePaper, 'paper' | 'hash'>;

function byHash(a: Ranked, b: Ranked): number {
  return a.hash - b.hash || (a.paper.id < b.paper.id ? -1 : 1);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value >>> 0;
}
