import type { Command } from 'commander';
import { UserError } from '../user-error.ts';
import { answerToJson } from './answer-json.ts';
import { corpusOption, jsonOption, openCorpus } from './corpus-option.ts';
import { formatAnswer } from './format-answer.ts';
import type { CliParts } from './parts.ts';
import { createTerminal, print } from './terminal.ts';

/** As on Discord. */
const MAX_QUESTION_CHARS = 2_000;

interface AskOptions {
  paper?: string;
  corpus?: string;
  json?: true;
}

/** Adds `ask`. */
export function addAskCommand(program: Command, parts: CliParts): void {
  program
    .command('ask')
    .description('answer a question in quotes from abstracts')
    .argument('<question...>', 'what to answer, in plain words')
    .option('--paper <reference>', 'ask about this paper: its id, title or link')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- ask what keeps PPO from falling apart
  npm run paper -- ask DPO vs PPO
  npm run paper -- ask how many GPU hours did it take --paper 2404.07413`,
    )
    .action(async (words: string[], { paper: reference, corpus, json }: AskOptions) => {
      const text = words.join(' ').trim();
      const length = [...text].length;
      if (length > MAX_QUESTION_CHARS) {
        throw new UserError(
          `The question has ${length} characters; at most ${MAX_QUESTION_CHARS} are read.`,
        );
      }
      const { finder, answerer } = await openCorpus(parts, corpus);
      const paper = reference === undefined ? undefined : finder.resolve(reference);
      if (reference !== undefined && paper === undefined) {
        throw new UserError(`No paper here has the id, link or title “${reference}”.`);
      }
      const answer = await answerer.answer({ text, ...(paper && { paperId: paper.id }) });
      const output = json
        ? JSON.stringify({ question: text, ...answerToJson(answer) })
        : formatAnswer(answer, createTerminal(parts.stdout, parts.env));
      await print(parts.stdout, `${output}\n`);
    });
}
