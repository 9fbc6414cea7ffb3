import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import type { Turn } from '../src/answer/answer.ts';
import { answerInCard } from '../src/discord/asking/answer-in-card.ts';
import { relatedPapers } from '../src/discord/asking/related-papers.ts';
import { noteCard } from '../src/discord/cards/components.ts';
import { readableTitle } from '../src/discord/cards/paper-lines.ts';
import { formatSharedCards } from '../src/discord/cards/shared-card.ts';
import { formatRelatedCard, SIMILAR_SHOWN } from '../src/discord/cards/similar-card.ts';
import type { AnsweringPress, Command } from '../src/discord/command.ts';
import { writeCustomIds } from '../src/discord/custom-id.ts';
import { findPaper, knownPaper } from '../src/discord/find-paper.ts';
import type { FormInput } from '../src/discord/form.ts';
import { limits } from '../src/discord/limits.ts';
import type { MessageState } from '../src/discord/message-state.ts';
import { formatPaperChoices } from '../src/discord/paper-choices.ts';
import { toLine } from '../src/discord/text.ts';
import { UserError } from '../src/user-error.ts';

export const ask = {
  name: 'ask',
  description: 'Ask a question and get the answer in quotes from abstracts',
  options: [
    {
      type: OptionType.String,
      name: 'question',
      description: 'What you want to know, in your own words',
      required: true,
    },
    {
      type: OptionType.String,
      name: 'paper',
      description: 'The paper to ask about: part of its title, its id or a link',
      autocomplete: true,
    },
    {
      type: OptionType.Boolean,
      name: 'private',
      description: 'Show the answer to you alone; you can share it afterwards',
    },
  ],
  examples: [
    '/paper ask question:how does self-play help?',
    '/paper ask question:what does it learn from? paper:2305.10314',
  ],

  execute: async ({ options, ...scene }, services) => {
    const text = options.getString('question', true);
    const reference = toLine(options.getString('paper') ?? '');
    const paperId = reference === '' ? undefined : (await findPaper(services, reference)).id;
    return answerInCard({ text, paperId }, scene, services.desk);
  },

  autocomplete: ({ typed }, { finder }) =>
    formatPaperChoices(finder.suggest(toLine(typed), limits.choices)),

  presses: {
    ask: {
      opens: ({ state: { paperId } }, { finder }) => {
        const paper = knownPaper(finder, paperId);
        return {
          customId: writeCustomIds(['ask'], { paperId: paper.id }).ask,
          title: `On “${readableTitle(paper)}”`,
          inputs: [questionInput('How many examples does it need?')],
        };
      },
    },
    more: {
      opens: () => ({
        customId: writeCustomIds(['more'], {}).more,
        title: 'Ask more',
        inputs: [questionInput('And on smaller models?')],
      }),
    },
    related: {
      isInPlace: false,
      execute: async ({ state }, { finder }) => {
        const hits = await relatedPapers(finder, papersOf(state), SIMILAR_SHOWN);
        if (hits.length === 0) throw new UserError('I hold no other paper that is related.');
        return formatRelatedCard(hits);
      },
    },
    share: {
      isInPlace: true,
      execute: async ({ message, userId }) => formatSharedCards(message.components, userId),
    },
    useful: keepFeedback(true),
    useless: keepFeedback(false),
  },

  forms: {
    ask: ({ state: { paperId }, fields: { question = '' }, ...scene }, { desk }) =>
      answerInCard({ text: question, paperId }, scene, desk),
    more: ({ state, fields: { question = '' }, messageId, ...scene }, { desk }) =>
      answerInCard({ text: question, answerId: messageId, earlier: turnOf(state) }, scene, desk),
  },
} satisfies Command;

function questionInput(placeholder: string): FormInput {
  return {
    name: 'question',
    label: 'Your question',
    placeholder,
    maxChars: limits.questionChars,
  };
}

function keepFeedback(isUseful: boolean): AnsweringPress {
  return {
    isInPlace: false,
    execute: async ({ state, userId, message, at }, { feedback, votes }) => {
      if (votes.add(`${message.id} ${userId} ${isUseful}`)) {
        await feedback.add({
          question: state.query ?? '',
          paperIds: papersOf(state),
          isUseful,
          at,
        });
      }
      return noteCard('Thank you. Whoever runs me gets to see it, without your name.');
    },
  };
}

function papersOf({ paperId, paperIds }: MessageState): readonly string[] {
  return paperIds ?? (paperId === undefined ? [] : [paperId]);
}

/** The question of an answer, as far as its message remembers it. */
function turnOf(state: MessageState): Turn | undefined {
  return state.query === undefined
    ? undefined
    : { question: state.query, paperIds: papersOf(state) };
}
