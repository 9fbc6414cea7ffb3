import type { InteractionOutcome, ModalOutcome } from '../local-discord/outcomes.ts';
import type { People } from '../local-discord/people.ts';
import { askModal, type ModalDialogue } from './ask-modal.ts';
import { bareOption, type CommandLeaf, formatUsage } from './command-tree.ts';
import type { Directory } from './directory.ts';
import { type LineProblem, type ParsedCommand, parseCommandLine } from './parse-command-line.ts';
import { readNumbers } from './read-numbers.ts';
import { stripToLine } from './strip-controls.ts';
import type { Transcript } from './transcript.ts';
import { useControls } from './use-controls.ts';

export interface ConversationOptions {
  readonly people: People;
  readonly commands: () => readonly CommandLeaf[];
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

  return async (line) => {
    if (line.startsWith('/')) return runCommand(line);
    const numbers = readNumbers(line);
    if (numbers !== undefined) return use(numbers);

    const leaf = commands().find((each) => bareOption(each)?.required);
    explain({
      problem: 'Commands start with a slash. If you are looking for that, type:',
      usage: [leaf === undefined ? 'help' : `/${leaf.path.join(' ')} ${stripToLine(line)}`],
    });
    return 'done';
  };
}

/** What a person did, with the options as they were understood. */
function deedOf({ leaf, values }: ParsedCommand): string {
  const given = Object.entries(values).map(([option, value]) => ` ${option}:${value}`);
  return `used /${leaf.path.join(' ')}${given.join('')}`;
}
