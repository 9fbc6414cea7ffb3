import type { Judgement, Quality } from './judge.ts';

const COLUMNS = ['queries', 'nDCG@10', 'Recall@10', 'Recall@100', 'MRR@10', 'p50 ms', 'p99 ms'];

/** @param width of the first column, which names what was judged */
export function tableHead(name: string, width: number): string {
  return tableRow(name, COLUMNS, width);
}

/** What one way to search reached, and below it the same for each kind of query. */
export function tableRows(name: string, judgement: Judgement, width: number): string {
  const times = [judgement.p50Ms, judgement.p99Ms].map((time) => time.toFixed(2));
  const kinds = Object.entries(judgement.byKind).map(([kind, quality]) =>
    tableRow(`  ${kind}`, cells(quality), width),
  );
  return [tableRow(name, [...cells(judgement), ...times], width), ...kinds].join('');
}

function cells({ queries, ndcg10, recall10, recall100, mrr10 }: Quality): string[] {
  const shares = [ndcg10, recall10, recall100, mrr10].map((share) => share.toFixed(3));
  return [String(queries), ...shares];
}

function tableRow(name: string, values: readonly string[], width: number): string {
  const padded = values.map((value, i) => value.padStart((COLUMNS[i] ?? '').length + 2));
  return `${name.padEnd(width)}${padded.join('')}\n`;
}
