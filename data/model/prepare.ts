import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Command, InvalidArgumentError } from 'commander';
import { fileProblem } from '../../src/corpus/file-problem.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { texToUnicode } from '../../src/corpus/tex-to-unicode.ts';
import { splitWords } from '../../src/search/words.ts';
import { UserError } from '../../src/user-error.ts';

/** Rarer words are mostly misspellings, and too few examples to learn a meaning from. */
const MIN_COUNT = 4;

/**
 * Where a sentence ends. Training needs pieces that hang together, not exact sentences, and over
 * whole anthologies this is much faster than Unicode's rules.
 */
const SENTENCE_BREAK = /(?<=[.!?])\s+(?=[A-Z])/;

/** The words of a title, which may be none, then those of each sentence of the abstract. */
type PaperWords = readonly (readonly string[])[];

/**
 * Turns corpora into the numbers that `train.py` reads. `words.txt` names the words, the most
 * frequent first; the other files are 32-bit integers, little-endian:
 *
 * - `word-ids.i32`: all texts, each word as its line in `words.txt`, counted from 0;
 * - `sentence-starts.i32`: where each sentence starts in it, and where the last one ends;
 * - `paper-starts.i32`: where each paper starts in that; its first sentence is the title.
 *
 * The corpora are read twice, to count and to number, so that no text has to stay in memory.
 *
 * @returns how many papers and different words there are
 */
async function prepare(
  corpora: readonly string[],
  { out, minCount }: { out: string; minCount: number },
): Promise<{ papers: number; words: number }> {
  const words = frequentWords(await countWords(corpora), minCount);
  if (words.length === 0) throw new UserError(`No word is seen ${minCount} times.`);
  try {
    await mkdir(out, { recursive: true });
    const papers = await numberWords(corpora, words, out);
    await writeFile(join(out, 'words.txt'), `${words.join('\n')}\n`);
    return { papers, words: words.length };
  } catch (error) {
    throw fileProblem('write', out, error);
  }
}

async function countWords(corpora: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const paper of readWords(corpora)) {
    for (const word of paper.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Most frequent first; words that are equally frequent in the order of their characters. */
function frequentWords(counts: ReadonlyMap<string, number>, minCount: number): string[] {
  return [...counts]
    .filter(([, count]) => count >= minCount)
    .sort(([a, countOfA], [b, countOfB]) => countOfB - countOfA || (a < b ? -1 : 1))
    .map(([word]) => word);
}

/** Writes the three files of numbers. @returns how many papers there are */
async function numberWords(
  corpora: readonly string[],
  words: readonly string[],
  out: string,
): Promise<number> {
  const idOfWord = new Map(words.map((word, id) => [word, id]));
  const sentenceStarts = [0];
  const paperStarts = [0];

  async function* idsOfPapers(): AsyncGenerator<Buffer> {
    let length = 0;
    for await (const paper of readWords(corpora)) {
      const ids: number[] = [];
      for (const sentence of paper) {
        for (const word of sentence) {
          const id = idOfWord.get(word);
          if (id !== undefined) ids.push(id);
        }
        sentenceStarts.push(length + ids.length);
      }
      length += ids.length;
      paperStarts.push(sentenceStarts.length - 1);
      yield toBytes(ids);
    }
  }

  await pipeline(idsOfPapers(), createWriteStream(join(out, 'word-ids.i32')));
  await writeFile(join(out, 'sentence-starts.i32'), toBytes(sentenceStarts));
  await writeFile(join(out, 'paper-starts.i32'), toBytes(paperStarts));
  return paperStarts.length - 1;
}

/** The words of each paper, made by what search makes them by, of the text that search embeds. */
async function* readWords(corpora: readonly string[]): AsyncGenerator<PaperWords> {
  for (const corpus of corpora) {
    for await (const { title, abstract } of loadCorpus(corpus)) {
      const sentences = texToUnicode(abstract).split(SENTENCE_BREAK).map(splitWords);
      yield [splitWords(texToUnicode(title)), ...sentences.filter((words) => words.length > 0)];
    }
  }
}

function toBytes(numbers: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(numbers.length * 4);
  for (const [i, number] of numbers.entries()) bytes.writeInt32LE(number, i * 4);
  return bytes;
}

function parseCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}

const command = new Command('npx tsx data/model/prepare.ts')
  .description('Turn papers into the numbers that train.py learns word embeddings from.')
  .argument('<corpus...>', 'papers, one JSON object a line (.jsonl or .jsonl.gz)')
  .requiredOption('--out <folder>', 'where the numbers go')
  .option('--min-count <n>', 'leave out words that are seen less often', parseCount, MIN_COUNT)
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

try {
  await command.parseAsync();
  const options = command.opts<{ out: string; minCount: number }>();
  const { papers, words } = await prepare(command.args, options);
  process.stdout.write(`Wrote ${papers} papers with ${words} words to ${options.out}.\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
