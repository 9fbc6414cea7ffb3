import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { readSettings } from '../config.ts';
import { formatBars } from '../search/evaluation/bar.ts';
import { ENGINES, type EngineName } from '../search/evaluation/engines.ts';
import { type JudgedSet, judgeQuality } from '../search/evaluation/quality-bars.ts';
import { corpusOption, jsonOption } from './corpus-option.ts';
import type { CliParts } from './parts.ts';

interface EvalOptions {
  engine?: EngineName[];
  ablation?: true;
  corpus?: string;
  json?: true;
}

/** Adds `eval`. */
export function addEvalCommand(program: Command, parts: CliParts): void {
  program
    .command('eval')
    .description('measure how well papers are found, with judged queries')
    .argument(
      '<folders...>',
      'each holds queries.jsonl, qrels.tsv and perhaps docs.jsonl; FOLDER=CORPUS names the papers ' +
        'of one folder',
    )
    .option(
      '--engine <name>',
      `one of ${ENGINES.join(', ')}; may be given more than once (default: all)`,
      collectEngine,
    )
    .option('--ablation', 'measure what each part of the ranking brings, instead of engines')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- eval test/bench/seed-questions
  npm run paper -- eval test/bench/seed-questions scifact tldr=ml.jsonl.gz
  npm run paper -- eval scifact --engine text --engine hybrid --json
  npm run paper -- eval test/bench/seed-questions scifact --ablation

Below the tables stands what the ranking promises, and whether it kept it.`,
    )
    .action(async (folders: string[], options: EvalOptions, command: Command) => {
      const { engine = [...ENGINES], ablation, corpus, json } = options;
      if (ablation && options.engine) {
        command.error('error: --ablation measures the parts of one engine, so name none');
      }
      const { corpusFile } = readSettings(parts.env);
      const write = (text: string) => void parts.stdout.write(text);
      const sets: JudgedSet[] = [];
      for (const [i, argument] of folders.entries()) {
        const { folder, ownCorpus = corpus } = splitArgument(argument);
        if (folders.length > 1 && !json) write(`${i === 0 ? '' : '\n'}${folder}: `);
        const judgements = await parts.runEvaluation({
          folder: resolve(folder),
          corpusFile: ownCorpus === undefined ? corpusFile : resolve(ownCorpus),
          engines: ablation ? 'parts' : engine,
          json: json === true,
          write,
          warn: (text) => void parts.stderr.write(text),
        });
        sets.push({ folder: resolve(folder), judgements });
      }
      const bars = judgeQuality(sets);
      if (bars.length > 0 && !json) write(`\n${formatBars(bars)}`);
    });
}

/** A folder, or a folder, `=` and the file with the papers that its queries are about. */
function splitArgument(argument: string): { folder: string; ownCorpus?: string } {
  const [folder = '', ...rest] = argument.split('=');
  if (rest.length === 0 || existsSync(argument)) return { folder: argument };
  return { folder, ownCorpus: rest.join('=') };
}

function collectEngine(name: string, chosen: EngineName[] = []): EngineName[] {
  const engine = ENGINES.find((known) => known === name);
  if (engine === undefined) {
    throw new InvalidArgumentError(`It must be one of ${ENGINES.join(', ')}.`);
  }
  return chosen.includes(engine) ? chosen : [...chosen, engine];
}
