import { reasonOf } from '../local-discord/api-error.ts';
import type { InteractionOutcome, ModalOutcome } from '../local-discord/outcomes.ts';
import type { People } from '../local-discord/people.ts';
import { askModal, type ModalDialogue } from './ask-modal.ts';
import { type CommandLeaf, formatUsage } from './command-tree.ts';
import type { Directory } from './directory.ts';
import {
  type LineProblem,
  type ParsedCommand,
  parseCommandLine,
  splitLine,
} from './parse-command-line.ts';
import { readNumbers } from './read-numbers.ts';
import { stripToLine } from './strip-controls.ts';
import type { Transcript } from './transcript.ts';
import { useControls } from './use-controls.ts';
import type { WriteToBot } from './write-to-bot.ts';

export interface ConversationOptions {
  readonly people: People;
  readonly commands: () => readonly CommandLeaf[];
  /** The names of commands in the menu of a message. */
  readonly messageCommands: () => readonly string[];
  readonly writeToBot: WriteToBot;
  readonly directory: Directory;
  readonly transcript: Transcript;
  /** The person at the terminal. */
  readonly user: string;
  readonly channelId: string;
  /** Answers a prompt; `undefined` when the person wants none of it. */
  readonly ask: (prompt: string) => Promise<string | undefined>;
  readonly isInteractive: boolean;
}

/** What became of a line: it was dealt with, right or wrong, or the bot gave no answer. */
type Dealt = 'done' | 'unanswered';

/** Does what a line says, but for leaving and asking for help. */
export type Converse = (line: string) => Promise<Dealt>;

export function createConversation(options: ConversationOptions): Converse {
  const { people, commands, directory, transcript, user, channelId, isInteractive } = options;
  const name = directory.user(user) ?? 'You';

  async function follow(
    start: () => Promise<InteractionOutcome>,
    deed: string,
    usage: readonly string[] = [],
  ): Promise<Dealt> {
    const settle = transcript.expectAnswer(deed);
    const outcome = await start();
    settle(outcome.kind === 'message' || outcome.kind === 'updated' ? outcome.message : undefined);
    switch (outcome.kind) {
      case 'message':
      case 'updated':
        return 'done';
      case 'deleted':
        transcript.say('The bot took that message away.', ['faint']);
        return 'done';
      case 'modal':
        return fillIn(outcome, deed);
      case 'invalid':
        explain({ problem: outcome.message, usage });
        return 'done';
      case 'failed':
        transcript.say(`${stripToLine(outcome.reason)}.`, ['error']);
        return 'unanswered';
    }
  }

  async function fillIn({ modal }: ModalOutcome, deed: string): Promise<Dealt> {
    const dialogue: ModalDialogue = {
      ask: options.ask,
      // Where nobody is asked, there is no question to be explained.
      note: (line) => isInteractive && transcript.note(line, 'faint'),
      refuse: (problem) => transcript.note(problem, 'error'),
      directory,
    };
    const fields = await askModal(modal, dialogue);
    if (fields === undefined) {
      transcript.say('The form was not sent.', ['faint']);
      return 'done';
    }
    const { interactionId } = modal;
    return follow(() => people.submitModal({ user, interactionId, fields }), deed);
  }

  function explain({ problem, usage }: LineProblem): void {
    transcript.say(stripToLine(problem), ['error'], usage);
  }

  /** Says why Discord does not take what was written. */
  function refuse(error: Error): Dealt {
    explain({ problem: reasonOf(error), usage: [] });
    return 'done';
  }

  async function runCommand(line: string): Promise<Dealt> {
    const parsed = parseCommandLine(line, commands(), directory);
    if ('problem' in parsed) {
      explain(parsed);
      return 'done';
    }
    const { leaf, ...command } = parsed;
    return follow(
      () => people.runCommand({ ...command, user, channelId }),
      `${name} ${deedOf(parsed)}`,
      [formatUsage(leaf)],
    );
  }

  async function use(numbers: readonly number[]): Promise<Dealt> {
    const wanted = useControls(numbers, transcript.current(), people, user);
    if (wanted.kind === 'interaction') return follow(wanted.start, `${name} ${wanted.deed}`);
    transcript.say(wanted.text, wanted.isRefusal ? ['error'] : []);
    return 'done';
  }

  /** Says something in the channel that is for the bot. */
  async function say(content: string, replyTo?: string): Promise<Dealt> {
    const settle = transcript.expectAnswer(`${name} said “${content}”`);
    const answer = await options.writeToBot({ content, replyTo }).catch((error: Error) => error);
    if (answer instanceof Error) {
      settle();
      return refuse(answer);
    }
    settle(answer);
    if (answer !== undefined) return 'done';
    transcript.say('The bot does not answer that.', ['error']);
    return 'unanswered';
  }

  /** Runs a command from the menu of a message: of the last one, or of one written for it. */
  async function runOnMessage(command: string, text: string): Promise<Dealt> {
    const written =
      text === ''
        ? undefined
        : await people
            .sendMessage({ user, channelId, content: text })
            .catch((error: Error) => error);
    if (written instanceof Error) return refuse(written);
    const messageId = written?.id ?? transcript.current()?.messageId;
    if (messageId === undefined) {
      explain({ problem: 'There is no message yet. Write one:', usage: [`${command}: …`] });
      return 'done';
    }
    const deed = `${name} chose “${command}”`;
    return follow(() => people.runMessageCommand({ user, name: command, messageId }), deed);
  }

  return async (line) => {
    if (line.startsWith('/')) return runCommand(line);
    const numbers = readNumbers(line);
    if (numbers !== undefined) return use(numbers);
    const onMessage = readMessageCommand(line, options.messageCommands());
    if (onMessage !== undefined) return runOnMessage(onMessage.command, onMessage.text);
    if (splitLine(`/${line}`, commands()) !== undefined) {
      explain({ problem: 'Commands start with a slash:', usage: [`/${stripToLine(line)}`] });
      return 'done';
    }
    return line.startsWith('>') ? say(line.slice(1).trim(), transcript.latestPublic()) : say(line);
  };
}

/** A command from the menu of a message, as it is typed: its name, perhaps a colon and a text. */
function readMessageCommand(
  line: string,
  names: readonly string[],
): { command: string; text: string } | undefined {
  for (const command of names) {
    if (line.slice(0, command.length).toLowerCase() !== command.toLowerCase()) continue;
    const rest = line.slice(command.length).trim();
    if (rest === '' || rest.startsWith(':')) return { command, text: rest.slice(1).trim() };
  }
  return undefined;
}

/** What a person did, with the options as they were understood. */
function deedOf({ leaf, values }: ParsedCommand): string {
  const given = Object.entries(values).map(([option, value]) => ` ${option}:${value}`);
  return `used /${leaf.path.join(' ')}${given.join('')}`;
}
