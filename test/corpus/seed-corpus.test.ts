import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importPapers } from '../../src/corpus/import/import-papers.ts';
import { loadCorpus } from '../../src/corpus/load-corpus.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const path = useTemporaryFolder();

function seed(name: string): string {
  return fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
}

describe('the corpus of the seed', () => {
  it('is rebuilt byte for byte from the page and the links file', async () => {
    const out = path('papers.jsonl');

    const count = await importPapers({
      page: seed('seed/hf-papers-page.txt'),
      links: seed('seed/links.jsonl'),
      out,
    });

    expect(count).toBe(84);
    expect(readFileSync(out).equals(readFileSync(seed('papers.jsonl')))).toBe(true);
  });

  it('holds every title and abstract of the page word for word', async () => {
    const lines = readFileSync(seed('seed/hf-papers-page.txt'), 'utf8').split('\n');
    const first = lines.indexOf('LeTI: Learning to Generate from Textual Interactions');
    const texts: string[] = [];

    for await (const { title, abstract } of loadCorpus(seed('papers.jsonl'))) {
      texts.push(title, abstract);
    }

    expect(texts).toEqual(lines.slice(first).filter((line) => line !== ''));
  });
});
