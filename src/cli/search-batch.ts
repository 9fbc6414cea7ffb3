import * as z from 'zod';
import { describeIssue, problemsOf } from '../corpus/paper-record.ts';
import { type Line, readLines } from '../corpus/read-lines.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { SearchFilters } from '../search/paper-index.ts';
import { UserError } from '../user-error.ts';
import { foundPaperToJson } from './paper-json.ts';
import type { CliParts } from './parts.ts';
import { harmless, print } from './terminal.ts';

const batchQuery = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

type ParsedQuery = { readonly query: z.infer<typeof batchQuery> } | { readonly problem: string };

/**
 * Answers queries from standard input, in plain words, in their order and as they come. A line that is no query is
 * named on standard error and the others are answered all the same; in the end it is a `UserError`.
 */
export async function searchBatch(
  { stdin, stdout, stderr }: CliParts,
  finder: PaperFinder,
  { filters, limit }: { filters: SearchFilters; limit: number },
): Promise<void> {
  let badLines = 0;
  for await (const line of readLines(stdin)) {
    if (line.text?.trim() === '') continue;
    const parsed = parseQuery(line);
    if ('problem' in parsed) {
      badLines++;
      await print(stderr, `standard input:${line.number}: ${harmless(parsed.problem)}\n`);
      continue;
    }
    const { id, text } = parsed.query;
    const { papers } = await finder.search({
      query: text,
      isPlain: true,
      filters,
      offset: 0,
      limit,
    });
    await print(stdout, `${JSON.stringify({ id, hits: papers.map(foundPaperToJson) })}\n`);
  }
  if (badLines > 0) {
    const lines = badLines === 1 ? '1 line' : `${badLines} lines`;
    throw new UserError(`${lines} of standard input could not be answered.`);
  }
}

function parseQuery({ text, problem }: Line): ParsedQuery {
  if (text === undefined) return { problem: problem ?? 'cannot be read' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: `is not valid JSON (${error.message})` };
  }
  const { data, error } = batchQuery.safeParse(value, { error: describeIssue });
  return error ? { problem: problemsOf(error).join(', ') } : { query: data };
}
