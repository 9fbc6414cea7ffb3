import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../config.ts';
import { ENGINES, type EngineName } from '../search/evaluation/engines.ts';
import { corpusOption, jsonOption } from './corpus-option.ts';
import type { CliParts } from './parts.ts';

interface EvalOptions {
  engine?: EngineName[];
  corpus?: string;
  json?: true;
}

/** Adds `eval`. */
export function addEvalCommand(program: Command, parts: CliParts): void {
  program
    .command('eval')
    .description('measure how well papers are found, with judged queries')
    .argument('<folder>', 'holds queries.jsonl, qrels.tsv and perhaps docs.jsonl')
    .option(
      '--engine <name>',
      `one of ${ENGINES.join(', ')}; may be given more than once (default: all)`,
      collectEngine,
    )
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- eval test/bench/seed-questions
  npm run paper -- eval scifact --engine text --engine hybrid --json`,
    )
    .action(async (folder: string, { engine = [...ENGINES], corpus, json }: EvalOptions) => {
      const { corpusFile } = readSettings(parts.env);
      await parts.runEvaluation({
        folder: resolve(folder),
        corpusFile: corpus === undefined ? corpusFile : resolve(corpus),
        engines: engine,
        json: json === true,
        write: (text) => void parts.stdout.write(text),
        warn: (text) => void parts.stderr.write(text),
      });
    });
}

function collectEngine(name: string, chosen: EngineName[] = []): EngineName[] {
  const engine = ENGINES.find((known) => known === name);
  if (engine === undefined) {
    throw new InvalidArgumentError(`It must be one of ${ENGINES.join(', ')}.`);
  }
  return chosen.includes(engine) ? chosen : [...chosen, engine];
}
