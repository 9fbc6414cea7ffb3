import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { ShownModal } from '../../../src/preview/local-discord/outcomes.ts';
import { askModal } from '../../../src/preview/terminal/ask-modal.ts';
import { sampleDirectory } from './sample-directory.ts';

type Components = ShownModal['components'];

/** Fills a form in with answers in turn; the form is called off when they run out. */
async function fillIn(components: Components, answers: readonly string[]) {
  const said: string[] = [];
  const left = [...answers];
  const fields = await askModal(
    { interactionId: '9', custom_id: 'refine', title: 'Refine the search', components },
    {
      directory: sampleDirectory,
      note: (line) => void said.push(line),
      refuse: (problem) => void said.push(`! ${problem}`),
      async ask(prompt) {
        const answer = left.shift();
        said.push(prompt + (answer ?? '^C'));
        return answer;
      },
    },
  );
  return { fields, said };
}

const options = [
  { label: 'Newest', value: 'new' },
  { label: 'Best', value: 'best', description: 'By rank', default: true },
];

describe('askModal', () => {
  it('asks for texts, each until it will do', async () => {
    const components: Components = [
      { type: ComponentType.TextDisplay, content: 'Say it in your own words.' },
      {
        type: ComponentType.Label,
        label: 'Query',
        description: 'A few words',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'query',
          style: TextInputStyle.Short,
          min_length: 2,
          max_length: 5,
          placeholder: 'dpo',
        },
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.TextInput,
            custom_id: 'note',
            label: 'Note',
            style: TextInputStyle.Paragraph,
            required: false,
          },
        ],
      },
    ];

    const { fields, said } = await fillIn(components, ['', 'x', 'too long', ' ppo ', '']);

    expect(fields).toEqual({ query: 'ppo', note: '' });
    expect(said).toEqual([
      'Refine the search',
      'Say it in your own words.',
      'A few words',
      'For example: dpo',
      'Query: ',
      '! This takes 2 to 5 characters.',
      'Query: x',
      '! This takes 2 to 5 characters.',
      'Query: too long',
      '! This takes 2 to 5 characters.',
      'Query:  ppo ',
      'Note (optional): ',
    ]);
  });

  it('keeps a text that is filled in already when only Enter is pressed', async () => {
    const components: Components = [
      {
        type: ComponentType.Label,
        label: 'Query',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'query',
          style: TextInputStyle.Short,
          value: 'dpo',
        },
      },
    ];

    const { fields, said } = await fillIn(components, ['']);

    expect(fields).toEqual({ query: 'dpo' });
    expect(said).toContain('Enter alone keeps: dpo');
  });

  it('asks for choices by number', async () => {
    const components: Components = [
      {
        type: ComponentType.Label,
        label: 'Order',
        component: { type: ComponentType.RadioGroup, custom_id: 'order', options },
      },
      {
        type: ComponentType.Label,
        label: 'Lists',
        component: {
          type: ComponentType.CheckboxGroup,
          custom_id: 'lists',
          options: [...options, { label: 'All', value: 'all' }],
          max_values: 2,
          required: false,
        },
      },
      {
        type: ComponentType.Label,
        label: 'Channel',
        component: { type: ComponentType.ChannelSelect, custom_id: 'channel' },
      },
      {
        type: ComponentType.Label,
        label: 'Ping me',
        component: { type: ComponentType.Checkbox, custom_id: 'ping' },
      },
    ];

    const { fields, said } = await fillIn(components, ['', '1 2 3', '3, 1', '9', '2', 'x', 'y']);

    expect(fields).toEqual({
      order: ['best'],
      lists: ['all', 'new'],
      channel: ['32'],
      ping: true,
    });
    expect(said).toEqual([
      'Refine the search',
      '[1] Newest',
      '[2] Best  By rank',
      'Order: ',
      '[1] Newest',
      '[2] Best  By rank',
      '[3] All',
      'Lists (optional): 1 2 3',
      '! Please give 1 to 2 numbers from 1 to 3.',
      'Lists (optional): 3, 1',
      '[1] #papers',
      '[2] #reading-group',
      'Channel: 9',
      '! Please give a number from 1 to 2.',
      'Channel: 2',
      'Ping me (yes/No): x',
      '! Please say yes or no.',
      'Ping me (yes/No): y',
    ]);
  });

  it('gives nothing when the form is called off', async () => {
    const components: Components = [
      {
        type: ComponentType.Label,
        label: 'Order',
        component: { type: ComponentType.RadioGroup, custom_id: 'order', options },
      },
    ];

    expect((await fillIn(components, [])).fields).toBeUndefined();
  });
});
