import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Paper } from '../../corpus/paper.ts';
import type { Hit } from '../../search/paper-index.ts';
import type { Answerer, Refusal } from '../answer.ts';
import type { RetrievePapers } from '../retrieve-papers.ts';
import { createChatServer } from './chat-server.ts';
import { type Clock, systemClock } from './clock.ts';
import { composePrompt } from './compose-prompt.ts';
import { ModelFailure } from './model-failure.ts';
import { fallBack, NOT_ANSWERED_LEAD, NOT_ANSWERED_NOTE, noteOn, type Setback } from './notes.ts';
import type { LanguageModelSettings } from './settings.ts';
import { createTokenBudget } from './token-budget.ts';
import { type WrittenReply, writeReply } from './write-reply.ts';

/** Abstracts that a model is given at most; the right paper is hardly ever further down. */
const MAX_PAPERS = 8;
/** Near misses that a refusal names. */
const MAX_CLOSEST = 3;

/** What the log says, once an answer. */
const WITHOUT_MODEL = 'answered without the language model';

export interface ModelAnswererOptions {
  readonly settings: LanguageModelSettings;
  /** Answers without a model, and decides what is worth asking one. */
  readonly quoting: Answerer;
  readonly retrievePapers: RetrievePapers;
  readonly log?: Logger | undefined;
  /** The system's unless told. */
  readonly clock?: Clock;
  /** Draws a word that nobody can guess, for each prompt another one. */
  readonly drawMark?: () => string;
}

/**
 * Answers by a language model that has to prove every sentence by quotes.
 *
 * The answerer without a model goes first: small talk, and what it refuses, never reaches the
 * model, and no text of it leaves the machine. Neither a server that fails nor a model that
 * invents loses the reply: it is then the answer without a model, with a note that says so.
 */
export function createModelAnswerer({
  settings,
  quoting,
  retrievePapers,
  log,
  clock = systemClock,
  drawMark = () => randomBytes(8).toString('hex'),
}: ModelAnswererOptions): Answerer {
  const { model, timeoutMs, maxOutputTokens, contextTokens, dailyTokens } = settings;
  const server = createChatServer(settings, clock);
  const budget = createTokenBudget(dailyTokens, clock.now);

  function report(setback: Setback | undefined, startedAt: number, reply: WrittenReply): void {
    const { draft, dropped, usedTokens, error } = reply;
    const figures = { model, ms: clock.now() - startedAt, usedTokens, dropped };
    if (setback === undefined) {
      log?.debug(figures, 'the language model answered');
      return;
    }
    const message = draft.isEmpty ? WITHOUT_MODEL : 'the language model did not finish';
    const details = { ...figures, reason: setback, ...describeError(error) };
    if (setback === 'error') log?.error(details, message);
    else log?.warn(details, message);
  }

  return {
    async answer(question, { onProgress, payer, signal } = {}) {
      const quoted = await quoting.answer(question, { ...(signal && { signal }) });
      if (quoted.kind !== 'grounded' || quoted.isByRecord) return quoted;

      const hits = await retrievePapers(question, MAX_PAPERS);
      const prompt = composePrompt({
        // Earlier questions that do not count would only lead it astray.
        question: quoted.followsOn ? question : { text: question.text },
        papers: joinPapers(quoted.papers, hits),
        maxTokens: contextTokens - maxOutputTokens,
        mark: drawMark(),
      });
      const reservation = budget.reserve(payer, prompt.tokens + maxOutputTokens);
      if (!reservation) {
        log?.info({ model, reason: 'budget used up' satisfies Setback }, WITHOUT_MODEL);
        return fallBack(quoted, 'budget used up');
      }

      const startedAt = clock.now();
      const limit = clock.timeLimit(timeoutMs);
      const reply = await writeReply(server, {
        prompt,
        question: question.text,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        deadline: startedAt + timeoutMs,
        onProgress,
      });
      reservation.settle(reply.usedTokens);
      signal?.throwIfAborted();

      const setback = findSetback(reply, limit);
      report(setback, startedAt, reply);
      const isAnswered = !reply.draft.isEmpty;
      if (!isAnswered && !saysNotAnswered(reply)) return fallBack(quoted, setback!);
      const answer = isAnswered ? reply.draft.toAnswer(noteOn(quoted, setback)) : refuse(hits);
      return quoted.followsOn ? { ...answer, followsOn: true } : answer;
    },
  };
}

/** The papers that the answer without a model cites come first: they go in even where few fit. */
function joinPapers(cited: readonly Paper[], hits: readonly Hit[]): Paper[] {
  const papers = [...cited, ...hits.map((hit) => hit.paper)];
  return [...new Map(papers.map((paper) => [paper.id, paper])).values()].slice(0, MAX_PAPERS);
}

/** Why the model's reply is not all that was asked for; `undefined` when it is. */
function findSetback(reply: WrittenReply, limit: AbortSignal): Setback | undefined {
  const { draft, error } = reply;
  if (error === undefined) {
    return draft.isEmpty && !saysNotAnswered(reply) ? 'nothing held' : undefined;
  }
  if (error instanceof ModelFailure) return error.reason;
  return limit.aborted ? 'too slow' : 'error';
}

/** A model that makes claims as well does not know what it says. */
function saysNotAnswered({ isNotAnswered, draft, dropped }: WrittenReply): boolean {
  return isNotAnswered && draft.isEmpty && Object.keys(dropped).length === 0;
}

function refuse(hits: readonly Hit[]): Refusal {
  return {
    kind: 'refusal',
    lead: NOT_ANSWERED_LEAD,
    closest: hits.slice(0, MAX_CLOSEST),
    note: NOT_ANSWERED_NOTE,
  };
}

/**
 * What the log may hold of an error: a server's failure holds our whole request, and its own
 * words may repeat the question.
 */
function describeError(error: unknown): object {
  if (error === undefined) return {};
  return error instanceof ModelFailure ? error.details : { err: error };
}
