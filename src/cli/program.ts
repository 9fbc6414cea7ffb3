import { Command, CommanderError } from 'commander';
import { errorCode } from '../corpus/file-problem.ts';
import { UserError } from '../user-error.ts';
import { addAskCommand } from './ask-command.ts';
import { addEvalAnswersCommand } from './eval-answers-command.ts';
import { addEvalCommand } from './eval-command.ts';
import { addFeedbackCommand } from './feedback-command.ts';
import { addImportCommand } from './import-command.ts';
import type { CliParts } from './parts.ts';
import { addRandomCommand } from './random-command.ts';
import { addSearchCommand } from './search-command.ts';
import { addShowCommand } from './show-command.ts';
import { addSourcesCommand } from './sources-command.ts';
import { harmless } from './terminal.ts';

const OK = 0;
const FAILED = 1;
const WRONG_USE = 2;

/** The command line program; it throws where the process would exit. */
function createProgram(parts: CliParts): Command {
  const program = new Command('npm run paper --')
    .description('Find research papers from the terminal.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void parts.stdout.write(text),
      writeErr: (text) => void parts.stderr.write(text),
    })
    .showHelpAfterError('(add --help to see how it is used)')
    .addHelpText('after', '\nExample:\n  npm run paper -- search ways to align a model without RL');
  addSearchCommand(program, parts);
  addAskCommand(program, parts);
  addRandomCommand(program, parts);
  addShowCommand(program, parts);
  addImportCommand(program, parts);
  addEvalCommand(program, parts);
  addEvalAnswersCommand(program, parts);
  addFeedbackCommand(program, parts);
  addSourcesCommand(program, parts);
  return program;
}

/**
 * Runs the program and returns its exit code: 0 done, 1 failed, with the reason on standard error,
 * 2 wrong use.
 *
 * @param args what was typed after the program's name
 */
export async function runProgram(parts: CliParts, args: readonly string[]): Promise<number> {
  try {
    await createProgram(parts).parseAsync(args, { from: 'user' });
    return OK;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === OK ? OK : WRONG_USE;
    // The reader has seen enough, as `head` does.
    if (errorCode(error) === 'EPIPE') return OK;
    parts.stderr.write(`${explain(error, parts.env.LOG_LEVEL)}\n`);
    return FAILED;
  }
}

/** A `UserError` in its own words; of any other error the message, and the stack for who debugs. */
function explain(error: unknown, logLevel = ''): string {
  if (error instanceof UserError) return error.message.split('\n').map(harmless).join('\n');
  if (/^(?:debug|trace)$/i.test(logLevel) && error instanceof Error && error.stack) {
    return error.stack;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong: ${harmless(message)} (LOG_LEVEL=debug tells more)`;
}
