import type { Acting } from './acting.ts';
import type { ThreadingActions } from './actions.ts';
import { resolveMentions } from './command/suggest-mentions.ts';
import type { Connection } from './connection.ts';
import { lengthProblem } from './message-length.ts';
import type { Opening } from './state.ts';
import type { Store } from './store.ts';

/** Discord's limit to the tags of a post. */
const MAX_TAGS = 5;

/** Threads and forum posts, from the wish to have one to being in it. */
export function createThreading(
  { state, change, focusLater }: Store,
  { call, upload }: Connection,
  { openChannel }: Acting,
): ThreadingActions {
  function begin(opening: Opening, selector: string): void {
    state.opening = opening;
    state.composer.suggestions = undefined;
    focusLater(selector);
    change();
  }

  /** Opens what was begun and goes there, or says what keeps it from being opened. */
  async function finish(
    problem: string | undefined,
    open: () => Promise<{ readonly channelId: string }>,
  ): Promise<void> {
    const { opening } = state;
    if (opening === undefined || opening.isBusy) return;
    opening.problem = problem;
    opening.isBusy = problem === undefined;
    change();
    if (problem !== undefined) return;
    try {
      const { channelId } = await open();
      state.composer.files = [];
      await openChannel(channelId);
    } catch (error) {
      opening.problem = (error as Error).message;
    }
    opening.isBusy = false;
    change();
  }

  const withMentions = (text: string) => (state.place ? resolveMentions(text, state.place) : text);

  return {
    startThread: (from) => begin({ from }, '.new-thread [name="name"]'),
    startPost() {
      state.postTag = undefined;
      begin({}, '.new-post [name="name"]');
    },
    leaveOpening() {
      state.opening = undefined;
      focusLater('.composer textarea, .forum .start-post');
      change();
    },
    async openThread(name, content) {
      const { channelId, opening } = state;
      const messageId = opening?.from?.message.id;
      if (messageId === undefined) return;
      const problem =
        content.trim() === '' ? 'Write a message to start the thread.' : lengthProblem(content);
      await finish(problem, () =>
        call('openThread', { channelId, messageId, name, content: withMentions(content) }),
      );
    },
    async openPost(name, content, tags) {
      const { channelId, composer } = state;
      await finish(problemOf(name, content || composer.files.join(), tags), async () => {
        const files = await Promise.all(composer.files.map(upload));
        return call('openPost', {
          channelId,
          name: name.trim(),
          content: withMentions(content),
          tags,
          files,
        });
      });
    },
    filterPosts(tag) {
      state.postTag = tag;
      change();
    },
  };
}

function problemOf(name: string, content: string, tags: readonly string[]): string | undefined {
  if (name.trim() === '') return 'A post needs a title.';
  if (content.trim() === '') return 'A post needs a message.';
  if (tags.length > MAX_TAGS) return `A post has at most ${MAX_TAGS} tags.`;
  return lengthProblem(content);
}
