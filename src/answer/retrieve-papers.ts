import type { Paper } from '../corpus/paper.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { Hit, PaperIndex, SearchFilters } from '../search/paper-index.ts';
import { splitSentences } from '../search/sentences.ts';
import type { Question } from './answer.ts';
import { type PaperQuestion, readQuestion } from './question/read-question.ts';
import { announcesRelease, asksForRelease, RELEASE_WORDS } from './question/release.ts';

/**
 * Finds the papers that may answer a question, best first, at most `limit`: by plain words, with
 * what earlier turns say of it, or the papers that it is about. Empty when nothing matches, and for
 * small talk.
 */
export type RetrievePapers = (question: Question, limit: number) => Promise<readonly Hit[]>;

/** What papers are found with. */
export interface RetrievalParts {
  readonly finder: Pick<PaperFinder, 'resolve'>;
  readonly index: Pick<PaperIndex, 'search'>;
}

export function createRetrievePapers(parts: RetrievalParts): RetrievePapers {
  return async (question, limit) => {
    const read = readQuestion(question, parts.finder);
    return read.is === 'question' ? (await findCandidates(read, parts, limit)).hits : [];
  };
}

/** Papers looked through for each that is wanted, when only those that release something are. */
const RELEASE_OVERSAMPLING = 4;

/** Papers that may answer, and the question as the search read it. */
export interface Candidates {
  readonly hits: readonly Hit[];
  /** With its spelling corrected. */
  readonly text: string;
  /** The text with what its acronyms mean, as far as an embedder may not know them. */
  readonly meaning: string;
}

/** Finds papers for a question that was read already. */
export async function findCandidates(
  { kind, text, papers, comparison, exceptIds }: PaperQuestion,
  { index }: Pick<RetrievalParts, 'index'>,
  limit: number,
  filters?: SearchFilters,
): Promise<Candidates> {
  if (papers !== undefined) {
    const hits = papers.slice(0, limit).map((paper) => ({ paper, score: 1 }));
    return { hits, text, meaning: text };
  }
  const search = async (query: string, wanted = limit) => {
    const { hits, reading } = await index.search({
      query,
      limit: wanted + exceptIds.size,
      ...(filters && { filters }),
    });
    return { reading, hits: hits.filter(({ paper }) => !exceptIds.has(paper.id)) };
  };
  if (kind === 'list' && asksForRelease(text)) {
    // Abstracts say it in other words, and say little else in that sentence.
    const meaning = `${text} ${RELEASE_WORDS}`;
    const { hits } = await search(meaning, limit * RELEASE_OVERSAMPLING);
    const releasing = hits.filter(({ paper }) => releasesSomething(paper));
    return { hits: releasing.slice(0, limit), text, meaning };
  }
  const { hits, reading } = await search(text);
  const asRead = { text: reading?.text ?? text, meaning: reading?.meaning ?? text };
  if (comparison === undefined) return { hits: hits.slice(0, limit), ...asRead };
  const [left, right] = comparison.sides.map((side) => `${side} ${comparison.context}`);
  // One after the other: each search is a turn of the event loop.
  const rankings = [hits, (await search(left!)).hits, (await search(right!)).hits];
  return { hits: interleave(rankings).slice(0, limit), ...asRead };
}

function releasesSomething({ abstract }: Paper): boolean {
  return splitSentences(abstract).some(({ start, end }) =>
    announcesRelease(abstract.slice(start, end)),
  );
}

/** The first of each ranking, then the second of each, every paper once. */
function interleave(rankings: readonly (readonly Hit[])[]): Hit[] {
  const longest = Math.max(...rankings.map(({ length }) => length));
  const hits = new Map<string, Hit>();
  for (let rank = 0; rank < longest; rank++) {
    for (const ranking of rankings) {
      const hit = ranking[rank];
      if (hit !== undefined && !hits.has(hit.paper.id)) hits.set(hit.paper.id, hit);
    }
  }
  return [...hits.values()];
}
