import { commands } from '../../commands/index.ts';
import type { CommandRequest, PressRequest, Services } from '../../src/discord/command.ts';
import { createLastShown } from '../../src/discord/last-shown.ts';
import type { MessageState } from '../../src/discord/message-state.ts';
import { optionsOf } from '../fake-command-options.ts';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { samplePapers } from '../sample-papers.ts';

/** A command given in a channel, with these options. */
export function requestWith(
  given: Readonly<Record<string, string | number | boolean>> = {},
): CommandRequest {
  return { options: optionsOf(given), channelId: 'channel', commandId: '42', commands };
}

/** A button pressed, or a menu used, under a message that remembers `state`. */
export function pressWith(state: MessageState, ...values: string[]): PressRequest {
  return { state, values, channelId: 'channel' };
}

export function servicesWith(papers = samplePapers): Services {
  return { finder: fakePaperFinder(papers), lastShown: createLastShown() };
}
