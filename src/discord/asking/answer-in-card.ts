import { formatAnswerCard } from '../cards/answer-card.ts';
import { type Card, noteCard } from '../cards/components.ts';
import type { Scene } from '../command.ts';
import type { Inquiry, QuestionDesk } from './question-desk.ts';
import { STARTED_OVER } from './started-over.ts';

/** Answers a question that came by a command or a form, showing the answer while it is made. */
export async function answerInCard(
  inquiry: Omit<Inquiry, 'scene'>,
  scene: Scene,
  desk: QuestionDesk,
): Promise<Card> {
  const { isEphemeral, showSoFar } = scene;
  const outcome = await desk.ask({ ...inquiry, scene }, (soFar) =>
    showSoFar(formatAnswerCard({ ...soFar, isPartial: true })),
  );
  return outcome.kind === 'started over'
    ? noteCard(STARTED_OVER)
    : { ...formatAnswerCard({ ...outcome, isEphemeral }), onSent: outcome.keepFor };
}
