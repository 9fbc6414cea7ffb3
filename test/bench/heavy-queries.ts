import type { Paper } from '../../src/corpus/paper.ts';
import { isStopWord } from '../../src/search/terms.ts';
import { splitSequence } from '../../src/search/words.ts';

/** Papers out of which is told what is common. */
const SAMPLE_PAPERS = 2_000;

/**
 * The queries of the query language that take most work, for they ask for what most papers have:
 * phrases of common words, common names, exclusions of common words, wide ranges of years. The same
 * papers give the same queries.
 */
export function heavyQueries(papers: readonly Paper[]): string[] {
  const sample = papers.slice(0, SAMPLE_PAPERS);
  const sequences = sample.map(({ abstract }) => splitSequence(abstract));
  const pairs = sequences.flatMap((words) => words.slice(1).map((word, i) => [words[i]!, word]));
  const telling = pairs.filter((pair) => !pair.some(isStopWord));
  const mixed = pairs.filter(([first, second]) => isStopWord(first!) !== isStopWord(second!));
  const word = mostFrequent(sequences.flat().filter((each) => !isStopWord(each)));
  const phrase = mostFrequent(telling.map((pair) => pair.join(' ')));
  const mixedPhrase = mostFrequent(mixed.map((pair) => pair.join(' ')));
  const names = sample.flatMap(({ authors }) => authors);
  const name = mostFrequent(names);
  const surname = mostFrequent(names.flatMap((each) => splitSequence(each).slice(-1)));
  return [
    `"${phrase}"`,
    `"${mixedPhrase}"`,
    `title:"${phrase}"`,
    `${word} -"${phrase}"`,
    `author:${surname}`,
    `author:"${name}"`,
    `${word} -author:${surname}`,
    `-${word}`,
    `-"${phrase}"`,
    'year:1900..2100',
    `${word} year:1900..2100`,
  ];
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '';
}
