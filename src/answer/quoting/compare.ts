import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import type { Answer } from '../answer.ts';
import type { Comparison } from '../question/comparison.ts';
import { nameInTitle } from '../question/names.ts';
import type { PaperQuestion } from '../question/read-question.ts';
import { type Candidates, findCandidates } from '../retrieve-papers.ts';
import { answerFromCorpus, READ_PAPERS } from './answer-from-corpus.ts';
import { type Candidate, chooseQuotes, type QuotedPaper } from './choose-quotes.ts';
import { groundAnswer } from './ground-answer.ts';
import { matchWords } from './match-words.ts';
import { profileQuestion } from './profile-question.ts';
import type { QuotingParts } from './quoting-parts.ts';
import { type ReadPaper, readPapers } from './read-abstract.ts';
import { type ReadSide, readSide } from './read-side.ts';
import { scoreSentences } from './score-sentences.ts';
import { plainWords, sentence, spell } from './write-lead.ts';

const MAX_OF_BOTH = 2;
const MAX_OF_EACH_SIDE = 2;

/** Which side of a comparison a paper speaks of. */
type Part = 'both' | 'left' | 'right';

/**
 * Answers a comparison by quotes on both sides: papers that speak of both come first, then those
 * that speak of one. When no paper holds the words of either side, it is a question like others.
 */
export async function answerComparison(
  question: PaperQuestion & { readonly comparison: Comparison },
  found: Candidates,
  parts: QuotingParts,
): Promise<Answer> {
  const { comparison, ...plain } = question;
  const [left, right] = comparison.sides;
  const read = await readPapers(
    found.hits.map(({ paper }) => paper),
    parts.sentenceEmbedder,
  );
  const sides = {
    left: await readSide(left, parts.index),
    right: await readSide(right, parts.index),
  };
  const papers: Record<Part, ReadPaper[]> = { both: [], left: [], right: [] };
  for (const paper of read) {
    const part = partOf(paper, sides);
    if (part !== undefined) papers[part].push(paper);
  }
  const answerPlainly = async () => {
    const asked = { ...plain, kind: 'fact' } as const;
    return answerFromCorpus(asked, await findCandidates(asked, parts, READ_PAPERS), parts);
  };
  if (Object.values(papers).every(({ length }) => length === 0)) return answerPlainly();

  const toCandidates = async (
    of: readonly ReadPaper[],
    side: string,
    meaning = side,
  ): Promise<Candidate[]> => {
    const profile = await profileQuestion({ text: `${meaning} ${comparison.context}` }, parts);
    const matches = await matchWords(profile, of, parts.words);
    return of.map((paper) => {
      // A paper that is the source of the side says best what it is.
      const name = nameInTitle(texToUnicode(paper.paper.title));
      const introduced = name === side ? name : undefined;
      return {
        read: paper,
        scores: scoreSentences(paper, profile, matches, introduced),
        quotes: 1,
      };
    });
  };
  const chosen = {
    both: await toCandidates(papers.both.slice(0, MAX_OF_BOTH), found.text),
    left: await toCandidates(papers.left.slice(0, MAX_OF_EACH_SIDE), left, sides.left.meaning),
    right: await toCandidates(papers.right.slice(0, MAX_OF_EACH_SIDE), right, sides.right.meaning),
  };
  const quoted = chooseQuotes(inTurns(chosen));
  if (quoted.length === 0) return answerPlainly();
  return groundAnswer(leadOf(quoted, papers, comparison.sides), quoted);
}

/** One of the left, one of the right, and so on, so that the bound on quotes cuts neither off. */
function inTurns({ both, left, right }: Readonly<Record<Part, readonly Candidate[]>>): Candidate[] {
  const sides = Array.from({ length: MAX_OF_EACH_SIDE }, (_, i) => [left[i], right[i]]);
  return [...both, ...sides.flat()].filter((candidate) => candidate !== undefined);
}

function partOf(
  paper: ReadPaper,
  { left, right }: Readonly<Record<'left' | 'right', ReadSide>>,
): Part | undefined {
  if (left.isIn(paper)) return right.isIn(paper) ? 'both' : 'left';
  return right.isIn(paper) ? 'right' : undefined;
}

/** “Two papers speak of both DPO and PPO, one of DPO alone.” */
function leadOf(
  quoted: readonly QuotedPaper[],
  papers: Readonly<Record<Part, readonly ReadPaper[]>>,
  sides: readonly [string, string],
): string {
  const [left, right] = sides.map(plainWords) as [string, string];
  const count = (part: Part) =>
    quoted.filter(({ paper }) => papers[part].some((read) => read.paper === paper)).length;
  const [both, ofLeft, ofRight] = [count('both'), count('left'), count('right')];
  const papersSpeak = (n: number) => `${spell(n)} ${n === 1 ? 'paper speaks' : 'papers speak'}`;
  if (both > 0) {
    const rest = [
      ofLeft > 0 ? `, ${spell(ofLeft)} of ${left} alone` : '',
      ofRight > 0 ? `, ${spell(ofRight)} of ${right} alone` : '',
    ];
    return sentence(`${papersSpeak(both)} of both ${left} and ${right}${rest.join('')}.`);
  }
  const [first, second] = ofLeft > 0 ? [left, right] : [right, left];
  const [many, few] = ofLeft > 0 ? [ofLeft, ofRight] : [ofRight, ofLeft];
  const other = few > 0 ? `${spell(few)} of ${second}` : `nothing found on ${second}`;
  return sentence(`${papersSpeak(many)} of ${first}, ${other}.`);
}
