import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { UserError } from '../../user-error.ts';
import type { Grades } from './metrics.ts';

/** A query with its judgments. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  /** Queries of one kind are also counted by themselves. */
  readonly kind?: string | undefined;
  readonly grades: Grades;
}

/** A folder of judged queries. */
export interface Bench {
  /** Only queries with a relevant document: ranking says nothing about the others. */
  readonly queries: readonly JudgedQuery[];
  /** The folder's own documents; absent when it is about another corpus. */
  readonly docsFile?: string;
}

const queryLine = z.object({
  id: z.string().min(1),
  text: z.string(),
  kind: z.string().optional(),
});

/**
 * Reads `queries.jsonl` and `qrels.tsv` (query, document, grade; tabs; no header) of a folder.
 *
 * @throws UserError that names file and line
 */
export async function readBench(folder: string): Promise<Bench> {
  const judgments = await readJudgments(join(folder, 'qrels.tsv'));
  const queries: JudgedQuery[] = [];
  for await (const { text, where } of lines(join(folder, 'queries.jsonl'))) {
    const { data, error } = queryLine.safeParse(parseJson(text, where));
    if (error) throw new UserError(`${where}: ${z.prettifyError(error)}`);
    const grades = judgments.get(data.id);
    if (grades && [...grades.values()].some((grade) => grade > 0)) {
      queries.push({ ...data, grades });
    }
  }
  if (queries.length === 0) throw new UserError(`${folder}: no query has a relevant document`);
  const docsFile = join(folder, 'docs.jsonl');
  return { queries, ...(existsSync(docsFile) && { docsFile }) };
}

async function readJudgments(file: string): Promise<Map<string, Map<string, number>>> {
  const judgments = new Map<string, Map<string, number>>();
  for await (const { text, where } of lines(file)) {
    const [query, document, grade, ...rest] = text.split('\t');
    if (!query || !document || !/^-?\d+$/.test(grade ?? '') || rest.length > 0) {
      throw new UserError(`${where}: expected query, document and grade, separated by tabs`);
    }
    const grades = judgments.get(query) ?? new Map<string, number>();
    judgments.set(query, grades.set(document, Number(grade)));
  }
  return judgments;
}

async function* lines(file: string): AsyncGenerator<{ text: string; where: string }> {
  if (!existsSync(file)) throw new UserError(`${file}: there is no such file`);
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file) })) {
    number++;
    if (text.trim() !== '') yield { text, where: `${file}:${number}` };
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${where}: is not valid JSON`);
  }
}
