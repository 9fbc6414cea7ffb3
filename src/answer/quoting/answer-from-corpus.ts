import type { Hit } from '../../search/paper-index.ts';
import type { Answer, Refusal } from '../answer.ts';
import { isName } from '../question/names.ts';
import type { PaperQuestion } from '../question/read-question.ts';
import type { Candidates } from '../retrieve-papers.ts';
import { type Candidate, chooseQuotes } from './choose-quotes.ts';
import { groundAnswer } from './ground-answer.ts';
import { holdsAdded } from './hold-added.ts';
import { introducesName } from './introduces-name.ts';
import { planQuotes } from './plan-quotes.ts';
import type { QuotingParts } from './quoting-parts.ts';
import { rankForQuoting } from './rank-for-quoting.ts';
import { readPapers } from './read-abstract.ts';
import { studyPapers } from './study-papers.ts';
import type { Evidence, SureVerdict } from './weigh-evidence.ts';
import { leadOfPapers } from './write-lead.ts';

/** Papers that are read to answer: what answers is hardly ever further down. */
export const READ_PAPERS = 10;

/** A paper is listed when its best sentence scores at least this share of the best of all. */
const MIN_LISTED_SHARE = 0.6;

const MAX_CLOSEST = 3;

interface HowSure {
  /** The verdict below which it refuses; `faint` unless told. */
  readonly least?: SureVerdict;
  /** Whether it refuses when no paper holds what a follow-up adds; then it is not sure otherwise. */
  readonly needsAdded?: boolean;
}

/** Answers from the papers that were found for a question, best first. */
export async function answerFromCorpus(
  question: PaperQuestion,
  found: Candidates,
  parts: QuotingParts,
  { least = 'faint', needsAdded = false }: HowSure = {},
): Promise<Answer> {
  const { index, sentenceEmbedder } = parts;
  const { added = '', name } = question;
  const { hits } = found;
  const papers = hits.map(({ paper }) => paper);
  const read = await readPapers(papers, sentenceEmbedder);
  const { evidence, scoresOf } = await studyPapers(found, read, parts, {
    hasName: name !== undefined && isName(name),
  });
  const holding = papers.map(holdsAdded(added, index));
  const isHeld = holding.includes(true);
  if (evidence.verdict === 'none' || (needsAdded && !isHeld)) return refuse(hits, evidence);

  const isKept = (_: unknown, i: number) => holding[i]! || !isHeld;
  const ranked = rankForQuoting(question, {
    hits: hits.filter(isKept),
    read: read.filter(isKept),
    nearness: evidence.nearness.filter(isKept),
  });
  const plan = planQuotes(
    question.kind,
    ranked.map(({ share }) => share),
  );
  const candidates = ranked.map(({ paper }) => ({ read: paper, scores: scoresOf(paper, name) }));
  const listed = question.kind === 'list' ? keepListed(candidates) : candidates;
  const quoted = chooseQuotes(listed.map((each, i) => ({ ...each, quotes: plan[i] ?? 0 })));
  if (quoted.length === 0) return refuse(hits, evidence);
  const isIntroduced =
    name !== undefined &&
    quoted.some(({ texts }) => texts.some((text) => introducesName(text, name)));
  const verdict = !isHeld ? 'faint' : isIntroduced ? 'clear' : evidence.verdict;
  if (least === 'clear' && verdict === 'faint') return refuse(hits, evidence);
  return groundAnswer(leadOfPapers(quoted.length, verdict), quoted);
}

/** What papers of a list have in common stands in a sentence of each; those without it go. */
function keepListed<T extends Pick<Candidate, 'scores'>>(candidates: readonly T[]): T[] {
  const bestOf = ({ scores }: T) => Math.max(0, ...scores);
  const least = MIN_LISTED_SHARE * Math.max(0, ...candidates.map(bestOf));
  return candidates
    .filter((candidate) => bestOf(candidate) >= least)
    .sort((a, b) => bestOf(b) - bestOf(a));
}

/** Says that nothing answers, and names the papers that come near. */
function refuse(hits: readonly Hit[], { nearness, minNearMiss }: Evidence): Refusal {
  const closest = hits
    .map((hit, i) => ({ hit, nearness: nearness[i]! }))
    .filter((each) => each.nearness >= minNearMiss)
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, MAX_CLOSEST)
    .map(({ hit }) => hit);
  const lead =
    closest.length === 0
      ? 'Nothing here answers this.'
      : `Nothing here answers this; closest ${closest.length === 1 ? 'is this one' : 'are these'}.`;
  return { kind: 'refusal', lead, closest };
}
