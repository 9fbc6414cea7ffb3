import { resolve } from 'node:path';
import { Option } from 'commander';
import { readSettings } from '../config.ts';
import type { PaperFinder } from '../search/paper-finder.ts';
import type { CliParts } from './parts.ts';

/** `--corpus FILE`, for commands that search. */
export function corpusOption(): Option {
  return new Option(
    '--corpus <file>',
    'search this .jsonl or .jsonl.gz file (default: CORPUS_FILE, else data/papers.jsonl)',
  );
}

/** `--json`, for commands that can write for scripts. */
export function jsonOption(): Option {
  return new Option('--json', 'write JSON for scripts');
}

/** Opens the corpus of `--corpus`, which starts at the working folder, or that of the settings. */
export async function openCorpus(
  parts: CliParts,
  corpus?: string,
): ReturnType<CliParts['openLibrary']> {
  const settings = readSettings(parts.env);
  const corpusFile = corpus === undefined ? settings.corpusFile : resolve(corpus);
  return parts.openLibrary(settings, { corpusFile });
}

/** As `openCorpus`, for commands that only search. */
export async function openFinder(parts: CliParts, corpus?: string): Promise<PaperFinder> {
  return (await openCorpus(parts, corpus)).finder;
}
