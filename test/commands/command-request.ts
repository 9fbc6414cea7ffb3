import { commands } from '../../commands/index.ts';
import { createQuestionDesk } from '../../src/discord/asking/question-desk.ts';
import { createRecentKeys } from '../../src/discord/asking/recent-keys.ts';
import type { CommandRequest, PressRequest, Scene, Services } from '../../src/discord/command.ts';
import { createLastShown } from '../../src/discord/last-shown.ts';
import type { MessageState } from '../../src/discord/message-state.ts';
import { fakeAnswerer, fakeFeedbackLog } from '../fake-answerer.ts';
import { optionsOf } from '../fake-command-options.ts';
import { fakeFollowing } from '../fake-following.ts';
import { fakePaperFinder } from '../fake-paper-finder.ts';
import { samplePapers } from '../sample-papers.ts';

/** Max, in a channel of a server. */
const scene: Scene = {
  userId: 'max',
  channelId: 'channel',
  guildId: 'guild',
  isConversation: false,
  isEphemeral: false,
  showSoFar: () => undefined,
};

/** A command given in a channel, with these options. */
export function requestWith(
  given: Readonly<Record<string, string | number | boolean>> = {},
): CommandRequest {
  return { ...scene, options: optionsOf(given), commandId: '42', commands };
}

/** A button pressed, or a menu used, under a message that remembers `state`. */
export function pressWith(state: MessageState, ...values: string[]): PressRequest {
  const message = { id: '1', components: [] };
  return { ...scene, state, values, message, at: new Date(0) };
}

export function servicesWith(papers = samplePapers): Services {
  const finder = fakePaperFinder(papers);
  const now = () => 0;
  return {
    finder,
    lastShown: createLastShown(),
    desk: createQuestionDesk({ answerer: fakeAnswerer(papers), now }),
    feedback: fakeFeedbackLog(),
    following: fakeFollowing(),
    now,
    votes: createRecentKeys(now),
  };
}
