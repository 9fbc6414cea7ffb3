import type { LocalDiscord } from '../local-discord/local-discord.ts';
import { listCommands, listMessageCommands } from './command-tree.ts';
import { type AutocompleteRequest, completeLine } from './completion.ts';
import { createConversation } from './conversation.ts';
import { createDirectory } from './directory.ts';
import { formatCandidates, formatGreeting, formatHelp } from './help.ts';
import { createLineReader, type Entered } from './line-reader.ts';
import { createTheme } from './theme.ts';
import { createTranscript } from './transcript.ts';
import { createWriteToBot } from './write-to-bot.ts';

/** Longer lines of prose are hard to read. */
const MAX_COLUMNS = 100;
/** Cards have no room in fewer. */
const MIN_COLUMNS = 12;

export interface TerminalOptions {
  readonly discord: Pick<LocalDiscord, 'world' | 'people' | 'on'>;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Whether to prompt a person; else commands are read line by line and only answers printed. */
  readonly isInteractive: boolean;
  /** The width in cells, asked for at each drawing because windows change. */
  readonly columns: () => number;
  readonly colour: boolean;
  /** Keeps what was typed from one session to the next; not kept unless told. */
  readonly historyFile?: string;
  /** How long to wait for a bot that shows no sign of answering a message; 10,000 unless told. */
  readonly patienceMs?: number;
  /** The clock, in milliseconds; for relative times. */
  readonly now?: () => number;
}

/**
 * Lets a person talk to the bot as one of the people of a local Discord, in `#papers`, until they
 * quit or the input ends.
 *
 * @returns the exit code: 1 when input was read without a person and the bot failed to answer some
 * of it, else 0
 */
export async function runTerminal(options: TerminalOptions): Promise<number> {
  const { discord, isInteractive, colour, now = Date.now } = options;
  const { world, people } = discord;
  const { admin, guild, papers } = world.cast;
  const where = { user: admin.id, channelId: papers.id };
  const directory = createDirectory(world, guild.id);
  const theme = createTheme({ colour, hyperlinks: colour && isInteractive });
  const columns = () => Math.min(Math.max(options.columns(), MIN_COLUMNS), MAX_COLUMNS);
  const registered = () => [...world.commands(), ...world.commands(guild.id)];
  const commands = () => listCommands(registered());
  const messageCommands = () => listMessageCommands(registered());
  const sheet = () => ({ theme, columns: columns() });

  const suggest = (request: AutocompleteRequest) =>
    // "Loading options failed" is no more than an empty list to somebody who pressed Tab.
    people.autocomplete({ ...request, ...where }).catch(() => []);

  const reader = createLineReader({
    ...options,
    complete: (line) =>
      completeLine(line, {
        commands: commands(),
        messageCommands: messageCommands(),
        directory,
        autocomplete: suggest,
      }),
    formatCandidates: (candidates) => `${formatCandidates(candidates, sheet()).join('\n')}\n`,
  });
  const transcript = createTranscript({
    discord,
    directory,
    ...where,
    isInteractive,
    theme,
    columns,
    now,
    print: reader.print,
  });
  const converse = createConversation({
    people,
    commands,
    messageCommands,
    writeToBot: createWriteToBot({ discord, ...where, patienceMs: options.patienceMs }),
    directory,
    transcript,
    ...where,
    isInteractive,
    ask: async (question) => {
      const prompt = theme.paint(question, 'bold');
      return textOf(await reader.next({ prompt, isCommand: false }));
    },
  });

  let exitCode = 0;
  if (isInteractive) {
    transcript.write(formatGreeting(sheet(), directory.user(admin.id) ?? '', papers.name ?? ''));
  }
  const prompt = theme.paint('› ', 'bold');
  for (;;) {
    const line = textOf(await reader.next({ prompt, isCommand: true }))?.trim();
    if (line === undefined || /^\/?(quit|exit)$/i.test(line)) break;
    if (line === '' || line.startsWith('#')) continue;
    if (/^(help|\?)$/i.test(line)) {
      transcript.write(
        formatHelp({ commands: commands(), messageCommands: messageCommands() }, sheet()),
      );
      continue;
    }
    const dealt = await Promise.race([converse(line), reader.interrupted]);
    if (dealt === undefined) break;
    if (dealt === 'unanswered' && !isInteractive) exitCode = 1;
  }
  transcript.close();
  reader.close();
  return exitCode;
}

function textOf(entered: Entered): string | undefined {
  return entered.kind === 'line' ? entered.text.replace(/^\uFEFF/, '') : undefined;
}
