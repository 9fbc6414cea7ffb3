import type { Answer, Answerer, GroundedAnswer, Turn } from '../../answer/answer.ts';
import { UserError } from '../../user-error.ts';
import type { Scene } from '../command.ts';
import { createConversations } from './conversations.ts';
import { type CoolDown, createCoolDown } from './cool-down.ts';
import { type ReadQuestion, readQuestion } from './read-question.ts';
import { shownPapers } from './shown-papers.ts';
import { createWorkQueue, QueueFullError, type WorkQueue } from './work-queue.ts';

/** Longer than any language model is given: it ends work that would otherwise hold up others. */
const ANSWER_LIMIT_MS = 180_000;

/**
 * Nobody waits longer for their turn. With the time for the answer itself this stays far within the
 * 15 minutes for which Discord takes an answer to a command.
 */
const WAIT_LIMIT_MS = 120_000;

/** A question as it comes in, from a command, a form or a message. */
export interface Inquiry {
  /** As it was typed. */
  readonly text: string;
  readonly scene: Omit<Scene, 'showSoFar'>;
  /** The paper that was chosen; what was said before then says nothing of what is meant. */
  readonly paperId?: string | undefined;
  /** The id of the answer that this goes on from. */
  readonly answerId?: string | undefined;
  /** What that answer itself remembers of its question, for when nothing else does any more. */
  readonly earlier?: Turn | undefined;
}

/** What comes of an inquiry. */
type Outcome = Answered | { readonly kind: 'started over' };

interface Answered {
  readonly kind: 'answered';
  /** What was asked, as it was understood. */
  readonly question: string;
  readonly answer: Answer;
  /** Whether earlier questions counted that a person can make the bot forget. */
  readonly isFollowUp: boolean;
  /** Has replies to this message go on from this answer. */
  readonly keepFor: (messageId: string) => void;
}

/** An answer in the making. */
interface AnswerSoFar {
  readonly question: string;
  readonly answer: GroundedAnswer;
}

/** Where every question is handed in, however it was asked. */
export interface QuestionDesk {
  /**
   * @throws UserError for a question that can't be taken; {@link HurriedError} for one too many
   */
  ask(inquiry: Inquiry, onProgress?: (soFar: AnswerSoFar) => void): Promise<Outcome>;
}

/** Somebody asks more in a short time than is good for the others. */
export class HurriedError extends UserError {
  /** Whether they were told so already. */
  readonly isRepeated: boolean;

  constructor(waitMs: number, isRepeated: boolean) {
    super(
      'You ask faster than I can read. ' +
        `Please ask again in ${Math.max(1, Math.ceil(waitMs / 1_000))} s.`,
    );
    this.isRepeated = isRepeated;
  }
}

/** What the desk works with. */
export interface QuestionDeskParts {
  readonly answerer: Answerer;
  /** A clock in milliseconds. */
  readonly now: () => number;
  readonly coolDown?: CoolDown;
  readonly queue?: WorkQueue;
  readonly answerLimitMs?: number;
  readonly waitLimitMs?: number;
}

export function createQuestionDesk({
  answerer,
  now,
  coolDown = createCoolDown(now),
  queue = createWorkQueue(),
  answerLimitMs = ANSWER_LIMIT_MS,
  waitLimitMs = WAIT_LIMIT_MS,
}: QuestionDeskParts): QuestionDesk {
  const conversations = createConversations(now);

  function turnsBefore({ paperId, answerId, earlier, scene }: Inquiry): readonly Turn[] {
    if (paperId !== undefined) return [];
    const after = answerId === undefined ? [] : conversations.turns([answerId]);
    if (after.length > 0) return after;
    return earlier === undefined ? conversations.turns(conversationKeys(scene)) : [earlier];
  }

  async function answer(
    inquiry: Inquiry,
    read: Extract<ReadQuestion, { kind: 'question' }>,
    onProgress: ((soFar: AnswerSoFar) => void) | undefined,
  ): Promise<Answered> {
    const { scene } = inquiry;
    const { paperId } = inquiry;
    const question = read.text;
    const turns = turnsBefore(inquiry);
    const found = await answerer.answer(
      { text: question, turns, ...(paperId !== undefined && { paperId }) },
      {
        payer: scene.guildId ?? scene.userId,
        signal: AbortSignal.timeout(answerLimitMs),
        ...(onProgress && { onProgress: (soFar) => onProgress({ question, answer: soFar }) }),
      },
    );
    const keep = (keys: readonly string[]) => {
      if (found.kind === 'small-talk') return;
      const paperIds = shownPapers(found).map(({ id }) => id);
      conversations.add(keys, turns, { question, paperIds });
    };
    keep(conversationKeys(scene));
    return {
      kind: 'answered',
      question,
      answer: found,
      isFollowUp: scene.isConversation && !scene.isEphemeral && countsEarlier(found),
      keepFor: (messageId) => keep([messageId]),
    };
  }

  return {
    async ask(inquiry, onProgress) {
      const { scene } = inquiry;
      const { waitMs, isRepeated } = coolDown.take(scene.userId);
      if (waitMs > 0) throw new HurriedError(waitMs, isRepeated);
      const read = readQuestion(inquiry.text);
      const [conversation = scene.userId] = conversationKeys(scene);
      if (read.kind === 'start over') {
        conversations.forget(conversation);
        return { kind: 'started over' };
      }
      try {
        const patience = AbortSignal.timeout(waitLimitMs);
        return await queue.run(conversation, () => answer(inquiry, read, onProgress), patience);
      } catch (error) {
        throw explain(error);
      }
    },
  };
}

function countsEarlier(answer: Answer): boolean {
  return answer.kind !== 'small-talk' && answer.followsOn === true;
}

/** What only one person sees is no part of what everybody there has said. */
function conversationKeys({ channelId, isConversation, isEphemeral }: Inquiry['scene']): string[] {
  return isConversation && !isEphemeral ? [channelId] : [];
}

function explain(error: unknown): unknown {
  if (error instanceof QueueFullError) {
    return new UserError(
      'So many are asking just now that yours would wait too long. Please ask again in a minute; ' +
        '`/paper search` still answers at once.',
      { cause: error },
    );
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new UserError(
      'That took too long, and I have stopped. Try again, or ask something narrower.',
      { cause: error },
    );
  }
  return error;
}
