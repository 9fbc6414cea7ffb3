import type { Command } from '../src/discord/command.ts';
import { help } from './help.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { show } from './show.ts';

/** The subcommands of `/paper`, in the order in which help shows them. */
export const commands: readonly Command[] = [search, show, random, help];
