import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type AnswerQuality,
  judgeAnswers,
  measureAnswers,
} from '../answer/evaluation/evaluate-answers.ts';
import { readJudgedQuestions } from '../answer/evaluation/read-judged-questions.ts';
import { corpusOption, jsonOption, openCorpus } from './corpus-option.ts';
import type { CliParts } from './parts.ts';
import { print } from './terminal.ts';

/** Adds `eval-answers`. */
export function addEvalAnswersCommand(program: Command, parts: CliParts): void {
  program
    .command('eval-answers')
    .description('measure how well questions are answered, with judged ones')
    .argument('<file>', 'JSON, a question a line: id, kind, query, relevant, perhaps answer')
    .addOption(corpusOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Example:
  npm run paper -- eval-answers test/bench/seed-questions/questions.jsonl

A question is {"id","kind","query","relevant":{PAPER:GRADE},"answer":{"paperId","sentence"},
"answerAlternatives":[…]}; one without relevant papers ought to be refused. Kind "fact" has an
answer. Questions are answered without a language model.`,
    )
    .action(async (file: string, { corpus, json }: { corpus?: string; json?: true }) => {
      // The file first: who mistyped its name need not wait for the corpus.
      const questions = await readJudgedQuestions(resolve(file));
      const { quoting } = await openCorpus(parts, corpus);
      const quality = measureAnswers(await judgeAnswers(quoting, questions));
      await print(parts.stdout, `${json ? JSON.stringify(quality) : formatQuality(quality)}\n`);
    });
}

function formatQuality({ answerable, unanswerable, fact }: AnswerQuality): string {
  return [
    row('questions', 'refused', 'of'),
    row('answerable', answerable.refused, answerable.of),
    row('unanswerable', unanswerable.refused, unanswerable.of),
    '',
    row('facts', 'share', 'of'),
    row('right paper cited', fact.paperCited.toFixed(3), fact.of),
    row('answer sentence shown', fact.sentenceShown.toFixed(3), fact.of),
  ].join('\n');
}

function row(name: string, value: string | number, of: string | number): string {
  return `${name.padEnd(24)}${String(value).padStart(8)}${String(of).padStart(8)}`.trimEnd();
}
