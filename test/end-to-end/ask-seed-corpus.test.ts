import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { texToUnicode } from '../../src/corpus/tex-to-unicode.ts';
import { type Library, openLibrary } from '../../src/library.ts';
import { messageOf, startShow, textOf } from './stage.ts';

let folder: string;
let library: Library;
let abstracts: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papercord-ask-'));
  const settings = readSettings({ DATA_DIR: folder });
  const { corpusFile } = settings;
  library = await openLibrary(settings, { corpusFile });
  abstracts = [];
  for await (const { abstract } of loadCorpus(corpusFile))
    abstracts.push(plain(texToUnicode(abstract)));
});
afterAll(async () => {
  await library.saved;
  await rm(folder, { recursive: true });
});

const plain = (text: string) => text.replace(/\\(.)/gs, '$1').replace(/\s+/g, ' ').trim();

/** The block quotes of a text, without their numbers and without what was cut off. */
function quotesIn(text: string): string[] {
  return [...text.matchAll(/^> (.*) \[\[\d+\]\]\(<.*>\)$/gm)].map(([, quote = '']) =>
    plain(quote).replace(/ ?…$/, ''),
  );
}

describe('an answer from the papers that come along', () => {
  it.each([
    'how can a model be aligned without reinforcement learning?',
    'what is there on reward hacking?',
    'DPO vs PPO',
    'https://arxiv.org/abs/2305.10314',
  ])('to “%s” quotes abstracts word for word, whoever is asked and however', async (question) => {
    const stage = await startShow(library);

    const { message } = messageOf(await stage.give('ask', { question }));
    const reply = await stage.say(`<@${stage.discord.world.bot.id}> ${question}`);

    const quotes = [...quotesIn(textOf(message)), ...quotesIn(reply?.content ?? '')];
    expect(quotes.length).toBeGreaterThan(2);
    for (const quote of quotes) {
      expect(abstracts.some((abstract) => abstract.includes(quote))).toBe(true);
    }
  });

  it.each([
    { question: 'thanks!', says: /^You’re welcome/ },
    { question: 'https://arxiv.org/abs/2401.99999', says: /2401\.99999 is not among/ },
  ])('is a plain word where there is nothing to quote: “$question”', async ({ question, says }) => {
    const stage = await startShow(library);

    expect(textOf(messageOf(await stage.give('ask', { question })).message)).toMatch(says);
  });
});
