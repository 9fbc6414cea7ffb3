import type { Command, MessageCommand } from '../src/discord/command.ts';
import { ask } from './ask.ts';
import { findPapersOnThis } from './find-papers-on-this.ts';
import { follow } from './follow.ts';
import { following } from './following.ts';
import { help } from './help.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { show } from './show.ts';
import { status } from './status.ts';

/** The subcommands of `/paper`, in the order in which help shows them. */
export const commands: readonly Command[] = [
  search,
  ask,
  show,
  random,
  follow,
  following,
  status,
  help,
];

/** The commands in the menu of every message. */
export const messageCommands: readonly MessageCommand[] = [findPapersOnThis];
