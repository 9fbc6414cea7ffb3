import type { GroundedAnswer } from '../answer.ts';
import { AnswerDraft } from './answer-draft.ts';
import type { ChatServer, ReplyRequest } from './chat-server.ts';
import { type ClaimFault, checkClaim } from './check-claim.ts';
import type { Statement } from './claim-schema.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { isTurnedAway } from './model-failure.ts';
import { StatementReader } from './statement-reader.ts';

/** A model that states more than this goes round in circles. */
const MAX_STATEMENTS = 20;

/** What came of one request to a model. */
export interface WrittenReply {
  /** The claims that held. */
  readonly draft: AnswerDraft;
  /** How many claims were dropped, and why. */
  readonly dropped: Readonly<Partial<Record<ClaimFault, number>>>;
  /** The model says that the abstracts do not answer. */
  readonly isNotAnswered: boolean;
  /** Tokens read and written: as the server says, else estimated. */
  readonly usedTokens: number;
  /** Why there is not more; absent when the model came to its end, or the draft was full. */
  readonly error?: unknown;
}

export interface WriteRequest extends ReplyRequest {
  readonly question: string;
  readonly onProgress?: ((soFar: GroundedAnswer) => void) | undefined;
}

/**
 * Has a model write an answer, and checks every claim as soon as it is written.
 *
 * Does not reject: what held until something went wrong is worth keeping.
 */
export async function writeReply(server: ChatServer, request: WriteRequest): Promise<WrittenReply> {
  const { prompt, question, onProgress } = request;
  const reader = new StatementReader();
  const draft = new AnswerDraft();
  const dropped: Partial<Record<ClaimFault, number>> = {};
  let hasStarted = false;
  let isNotAnswered = false;
  let statements = 0;
  let written = '';
  let reportedTokens: number | undefined;

  function take(statement: Statement): void {
    statements += 1;
    if (statement.kind === 'not-answered') {
      isNotAnswered = true;
      return;
    }
    const checked = checkClaim(statement.claim, prompt.papers, question);
    if (typeof checked === 'string') dropped[checked] = (dropped[checked] ?? 0) + 1;
    else if (draft.add(checked)) onProgress?.(draft.toAnswer());
  }

  async function listen(): Promise<void> {
    for await (const part of server.reply(request)) {
      if (part.kind === 'start') hasStarted = true;
      else if (part.kind === 'end') reportedTokens = part.usedTokens;
      else {
        written += part.text;
        if (part.kind === 'text') reader.read(part.text).forEach(take);
        if (draft.isFull || statements >= MAX_STATEMENTS) return;
      }
    }
  }

  const error = await listen().catch((reason: unknown) => reason);
  const isFree = !hasStarted || (written === '' && isTurnedAway(error));
  const usedTokens = reportedTokens ?? (isFree ? 0 : prompt.tokens + estimateTokens(written));
  return { draft, dropped, isNotAnswered, usedTokens, error };
}
