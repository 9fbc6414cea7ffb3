import * as z from 'zod';
import { ProblemList } from '../../corpus/problem-list.ts';
import { readFileLines } from '../../corpus/read-file-lines.ts';
import { UserError } from '../../user-error.ts';

/** A sentence of an abstract that answers a question. */
export interface AnswerSentence {
  readonly paperId: string;
  readonly sentence: string;
}

/** A question of which is known what answers it. */
export interface JudgedQuestion {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** The papers that answer, with a grade above 0; empty when none does. */
  readonly paperIds: readonly string[];
  /** Sentences of which one is enough; empty when no single sentence answers. */
  readonly answers: readonly AnswerSentence[];
}

const answerSentence = z.object({ paperId: z.string().min(1), sentence: z.string().trim().min(1) });

const questionLine = z.object({
  id: z.string().min(1),
  kind: z.string().min(1),
  query: z.string().trim().min(1),
  relevant: z.record(z.string(), z.number()),
  answer: answerSentence.optional(),
  answerAlternatives: z.array(answerSentence).optional(),
});

/**
 * Reads judged questions, one JSON object a line: `id`, `kind`, `query`, `relevant` (paper id →
 * grade), and for questions of kind `fact` the `answer` and perhaps `answerAlternatives`.
 *
 * @throws UserError that names every bad line, as `questions.jsonl:12: query: …`
 */
export async function readJudgedQuestions(file: string): Promise<JudgedQuestion[]> {
  const problems = new ProblemList();
  const questions: JudgedQuestion[] = [];
  for await (const line of readFileLines(file)) {
    if (line.text?.trim() === '') continue;
    const parsed = line.text === undefined ? [line.problem ?? 'cannot be read'] : parse(line.text);
    if (Array.isArray(parsed)) {
      for (const problem of parsed) problems.add(file, line.number, problem);
    } else {
      questions.push(parsed);
    }
  }
  problems.throwIfAny();
  if (questions.length === 0) throw new UserError(`${file}: there is no question in it`);
  return questions;
}

/** The question of a line, or what is wrong with it. */
function parse(text: string): JudgedQuestion | string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return ['is not valid JSON'];
  }
  const { data, error } = questionLine.safeParse(json);
  if (error) return error.issues.map(({ path, message }) => [...path, message].join(': '));
  const { id, kind, query, relevant, answer, answerAlternatives = [] } = data;
  return {
    id,
    kind,
    text: query,
    paperIds: Object.keys(relevant).filter((paperId) => relevant[paperId]! > 0),
    answers: answer === undefined ? [] : [answer, ...answerAlternatives],
  };
}
