import type { Hit } from '../../search/paper-index.ts';
import type { Answer, GroundedAnswer } from '../answer.ts';
import { type PaperQuestion, readAlone } from '../question/read-question.ts';
import { findCandidates } from '../retrieve-papers.ts';
import { type Candidate, chooseQuotes, MAX_QUOTES } from './choose-quotes.ts';
import { describeRecord } from './describe-record.ts';
import { groundAnswer } from './ground-answer.ts';
import type { QuotingParts } from './quoting-parts.ts';
import { type RankedPaper, rankForQuoting } from './rank-for-quoting.ts';
import { type ReadPaper, readPapers } from './read-abstract.ts';
import { refuseByRecord, refuseUnknownAuthor } from './refuse-by-record.ts';
import { filtersOf, type ResolvedNarrowing } from './resolve-narrowing.ts';
import { studyPapers } from './study-papers.ts';
import { scoreForSummary } from './summarize-paper.ts';
import { countPapers, sentence, spell } from './write-lead.ts';

/** Papers on a subject among which the newest are looked for, or those of an author or year. */
const READ_PAPERS = 20;

/** A newest paper comes at least this near to the subject, as a share of the nearest. */
const MIN_NEWEST_SHARE = 0.75;

/**
 * Answers what is asked of authors and dates by filters, which the abstracts could not: lists the
 * papers, newest first, each with the sentence that says best what it is about, or what it says of
 * the subject that was named.
 */
export async function answerByRecord(
  { exceptIds }: Pick<PaperQuestion, 'exceptIds'>,
  narrowing: ResolvedNarrowing,
  parts: QuotingParts,
): Promise<Answer> {
  if (narrowing.isUnknownAuthor) return refuseUnknownAuthor(narrowing, parts);
  if (narrowing.subject !== '') return answerOnSubject(exceptIds, narrowing, parts);

  const { index, sentenceEmbedder } = parts;
  const filters = filtersOf(narrowing);
  const limit = MAX_QUOTES + exceptIds.size;
  const { hits, total } = await index.newest({ filters, limit });
  const left = hits.filter(({ paper }) => !exceptIds.has(paper.id)).slice(0, MAX_QUOTES);
  if (left.length === 0) return refuseByRecord(narrowing, hits, parts);
  const read = await readPapers(
    left.map(({ paper }) => paper),
    sentenceEmbedder,
  );
  const quoted = quoteEach(read.map((paper) => ({ read: paper, scores: scoreForSummary(paper) })));
  if (quoted.length === 0) return refuseWithoutAbstracts(narrowing, left);
  const all = `${countPapers(total)}${describeRecord(narrowing)}`;
  const isAll = quoted.length === total;
  const lead = isAll
    ? `${all}${narrowing.isNewest && total > 1 ? ', newest first' : ''}.`
    : `${spell(quoted.length)} of ${all}, newest first.`;
  return byRecord(groundAnswer(sentence(lead), quoted));
}

async function answerOnSubject(
  exceptIds: ReadonlySet<string>,
  narrowing: ResolvedNarrowing,
  parts: QuotingParts,
): Promise<Answer> {
  const question = readAlone(narrowing.subject, exceptIds);
  const found = await findCandidates(question, parts, READ_PAPERS, filtersOf(narrowing));
  const read = await readPapers(
    found.hits.map(({ paper }) => paper),
    parts.sentenceEmbedder,
  );
  const { evidence, scoresOf } = await studyPapers(found, read, parts);
  const ranked = rankForQuoting(question, { hits: found.hits, read, nearness: evidence.nearness });
  const chosen = narrowing.isNewest
    ? newestFirst(ranked, (paper) => evidence.nearness[read.indexOf(paper)]!)
    : ranked;
  const quoted =
    evidence.verdict === 'none'
      ? []
      : quoteEach(
          chosen.map(({ paper }) => ({
            read: paper,
            scores: scoresOf(paper, question.name),
          })),
        );
  if (quoted.length === 0) return refuseByRecord(narrowing, found.hits, parts);
  const count = quoted.length;
  const may = evidence.verdict === 'clear' ? (count === 1 ? 'speaks' : 'speak') : 'may speak';
  const of = describeRecord(narrowing);
  const lead = narrowing.isNewest
    ? `the ${count === 1 ? 'newest paper' : `${spell(count)} newest papers`}${of} that ${may} to this.`
    : `${countPapers(count)}${of} ${may} to this.`;
  return byRecord(groundAnswer(sentence(lead), quoted));
}

/** Those that come near, the newest first. */
function newestFirst(
  ranked: readonly RankedPaper[],
  nearnessOf: (paper: ReadPaper) => number,
): RankedPaper[] {
  const least = MIN_NEWEST_SHARE * Math.max(0, ...ranked.map(({ paper }) => nearnessOf(paper)));
  const dateOf = ({ paper }: RankedPaper) => paper.paper.publishedAt ?? '';
  return ranked
    .filter(({ paper }) => nearnessOf(paper) >= least)
    .sort((a, b) => dateOf(b).localeCompare(dateOf(a), 'en'));
}

function quoteEach(candidates: readonly Omit<Candidate, 'quotes'>[]) {
  return chooseQuotes(candidates.slice(0, MAX_QUOTES).map((each) => ({ ...each, quotes: 1 })));
}

function refuseWithoutAbstracts(narrowing: ResolvedNarrowing, hits: readonly Hit[]): Answer {
  const lead = `${countPapers(hits.length)}${describeRecord(narrowing)}, without an abstract to quote.`;
  return { kind: 'refusal', lead: sentence(lead), closest: hits };
}

function byRecord(answer: GroundedAnswer): GroundedAnswer {
  return { ...answer, isByRecord: true };
}
