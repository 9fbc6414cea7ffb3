import { ApplicationCommandOptionType as OptionType } from 'discord.js';
import type { Card } from '../src/discord/cards/components.ts';
import { formatRandomCard } from '../src/discord/cards/paper-card.ts';
import { describeReading } from '../src/discord/cards/query-notes.ts';
import type { Command, Services } from '../src/discord/command.ts';
import { readTopic } from '../src/discord/query-options.ts';
import { quote } from '../src/discord/text.ts';
import { UserError } from '../src/user-error.ts';

export const random = {
  name: 'random',
  description: 'Draw a paper at random, on any subject or on one of yours',
  options: [
    {
      type: OptionType.String,
      name: 'topic',
      description: 'What the paper is to be about; leave it out for any paper',
    },
  ],
  examples: ['/paper random', '/paper random topic:robots that learn from people'],

  execute: ({ options, channelId }, services) =>
    drawPaper({ channelId, topic: readTopic(options) }, services),

  presses: {
    another: {
      isInPlace: true,
      execute: ({ state, channelId }, services) =>
        drawPaper({ channelId, topic: state.query, shownId: state.paperId }, services),
    },
  },
} satisfies Command;

interface Draw {
  readonly channelId: string;
  readonly topic: string | undefined;
  /** The paper that the pressed card shows, for when the channel's last one is forgotten. */
  readonly shownId?: string | undefined;
}

async function drawPaper(
  { channelId, topic, shownId }: Draw,
  { finder, lastShown }: Services,
): Promise<Card> {
  for (;;) {
    const exceptId = lastShown.get(channelId) ?? shownId;
    const { paper, ...notes } = await finder.random({
      ...(topic !== undefined && { topic }),
      ...(exceptId !== undefined && { exceptId }),
    });
    const reading = describeReading(notes);
    if (paper === undefined) throw new UserError([explainNothing(topic), ...reading].join('\n'));
    // Somebody else's draw may have shown the channel this very paper in the meantime.
    const isRepeated = paper.id !== exceptId && paper.id === lastShown.get(channelId);
    if (isRepeated) continue;
    lastShown.set(channelId, paper.id);
    return formatRandomCard(paper, topic, reading);
  }
}

function explainNothing(topic: string | undefined): string {
  return topic === undefined
    ? 'I hold no papers yet. Ask whoever runs me to import some.'
    : `No paper is about ${quote(topic)}. Try a wider topic, or \`/paper random\` for any paper.`;
}
