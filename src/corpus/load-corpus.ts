import { basename } from 'node:path';
import { UserError } from '../user-error.ts';
import type { Paper } from './paper.ts';
import { type ParsedRecord, parsePaperRecord } from './paper-record.ts';
import { ProblemList } from './problem-list.ts';
import { readFileLines } from './read-file-lines.ts';

/**
 * Reads a corpus, `.jsonl` or `.jsonl.gz`, one line at a time; its papers come in the order of the
 * file. Blank lines are passed over.
 *
 * What is wrong with any line is told at the end, all at once, in one `UserError`
 * (`papers.jsonl:412: title is empty`): papers that were yielded are for use only after the last.
 */
export async function* loadCorpus(file: string): AsyncGenerator<Paper> {
  const source = basename(file).replace(/\.(?:jsonl?|ndjson)?(?:\.gz)?$/, '');
  const problems = new ProblemList();
  const lineOfId = new Map<string, number>();

  for await (const line of readFileLines(file)) {
    if (line.text?.trim() === '') continue;
    const record = line.text === undefined ? undefined : parseLine(line.text, source);
    if (record === undefined || 'problems' in record) {
      for (const problem of record?.problems ?? [line.problem ?? 'cannot be read']) {
        problems.add(file, line.number, problem);
      }
      continue;
    }
    const firstLine = lineOfId.get(record.paper.id);
    if (firstLine !== undefined) {
      problems.add(file, line.number, `id ${record.paper.id} stands already on line ${firstLine}`);
      continue;
    }
    lineOfId.set(record.paper.id, line.number);
    yield record.paper;
  }

  problems.throwIfAny();
  if (lineOfId.size === 0) throw new UserError(`${file}: there is no paper in it`);
}

function parseLine(text: string, source: string): ParsedRecord {
  try {
    return parsePaperRecord(JSON.parse(text), source);
  } catch (error) {
    if (error instanceof SyntaxError) return { problems: [`is not valid JSON (${error.message})`] };
    throw error;
  }
}
