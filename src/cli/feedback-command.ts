import type { Command } from 'commander';
import type { Feedback } from '../answer/feedback.ts';
import { readSettings } from '../config.ts';
import { jsonOption } from './corpus-option.ts';
import type { CliParts } from './parts.ts';
import { createTerminal, harmless, print, type Terminal } from './terminal.ts';
import { wholeNumber } from './whole-number.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 10_000;

/** Adds `feedback`. */
export function addFeedbackCommand(program: Command, parts: CliParts): void {
  program
    .command('feedback')
    .description('list what people thought of answers, newest first')
    .option(
      '-n, --limit <number>',
      'list at most so many',
      wholeNumber(1, MAX_LIMIT),
      DEFAULT_LIMIT,
    )
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  npm run paper -- feedback --limit 10')
    .action(async ({ limit, json }: { limit: number; json?: true }) => {
      const store = await parts.openStore(readSettings(parts.env));
      try {
        const feedback = await store.feedback.list(limit);
        const text = json
          ? JSON.stringify({ feedback })
          : formatFeedback(feedback, createTerminal(parts.stdout, parts.env));
        await print(parts.stdout, `${text}\n`);
      } finally {
        await store.close();
      }
    });
}

function formatFeedback(feedback: readonly Feedback[], terminal: Terminal): string {
  if (feedback.length === 0) return 'Nobody has said yet whether an answer was useful.';
  const useful = feedback.filter(({ isUseful }) => isUseful).length;
  const entries = feedback.map(({ question, paperIds, isUseful, at }) => {
    const verdict = isUseful ? 'useful' : terminal.bold('not useful');
    const cited = paperIds.length === 0 ? 'no paper cited' : `cited ${paperIds.join(', ')}`;
    return [
      terminal.indent(harmless(question), 0),
      terminal.indent(
        `${verdict} ${terminal.dim(`· ${at.toISOString().slice(0, 10)} · ${harmless(cited)}`)}`,
        2,
      ),
    ].join('\n');
  });
  return [`Of ${feedback.length}, ${useful} useful.`, ...entries].join('\n\n');
}
