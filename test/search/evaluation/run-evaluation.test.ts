import { mkdir, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { runEvaluation } from '../../../src/search/evaluation/run-evaluation.ts';
import { useTemporaryFolder } from '../../corpus/temporary-folder.ts';
import { hashingEmbedder } from '../hashing-embedder.ts';

const inFolder = useTemporaryFolder();

beforeEach(async () => {
  const docs = [
    { id: 'planning', title: 'Planning', text: 'The alignment of plans.' },
    { id: 'robots', title: 'Robots', text: 'Robots walk.' },
  ];
  const queries = [
    { id: 'q1', text: 'planning', kind: 'word' },
    { id: 'q2', text: 'aligment', kind: 'typo' },
  ];
  const write = (name: string, lines: readonly string[]) =>
    writeFile(inFolder(`bench/${name}`), lines.join('\n'));
  await mkdir(inFolder('bench'));
  await write(
    'docs.jsonl',
    docs.map((doc) => JSON.stringify(doc)),
  );
  await write(
    'queries.jsonl',
    queries.map((query) => JSON.stringify(query)),
  );
  await write('qrels.tsv', ['q1\tplanning\t1', 'q2\tplanning\t1']);
});

async function evaluate(engines: Parameters<typeof runEvaluation>[0]['engines'], json: boolean) {
  let output = '';
  await runEvaluation({
    folder: inFolder('bench'),
    corpusFile: inFolder('none.jsonl'),
    engines,
    json,
    write: (text) => {
      output += text;
    },
    warn: () => undefined,
    embedder: hashingEmbedder,
  });
  return output;
}

async function reports(engines: Parameters<typeof runEvaluation>[0]['engines']) {
  const output = await evaluate(engines, true);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('runEvaluation', () => {
  it('measures each engine, over all queries and by kind', async () => {
    const [text, hybrid] = await reports(['text', 'hybrid']);

    expect(text).toMatchObject({
      engine: 'text',
      queries: 2,
      ndcg10: 0.5,
      byKind: { word: { mrr10: 1 }, typo: { mrr10: 0 } },
    });
    expect(hybrid).toMatchObject({ engine: 'hybrid', ndcg10: 1 });
  });

  it('measures what each part of the ranking brings', async () => {
    const steps = await reports('parts');

    const byName = Object.fromEntries(steps.map(({ part, byKind }) => [part, byKind.typo.ndcg10]));
    expect(byName).toMatchObject({
      'words alone (BM25F)': 0,
      '+ related words': 0,
      '+ spelling': 1,
    });
  });

  it('ends with the ranking that people get', async () => {
    const [hybrid] = await reports(['hybrid']);
    const last = (await reports('parts')).at(-1);

    expect(last).toMatchObject({ ndcg10: hybrid.ndcg10, recall10: hybrid.recall10 });
  });

  it('writes a table', async () => {
    const table = await evaluate(['text'], false);

    expect(table).toMatch(/^2 queries, 2 papers\n\nengine +queries +nDCG@10 /);
    expect(table).toMatch(/\ntext +2 +0\.500 .*\n {2}word +1 +1\.000/);
  });
});
