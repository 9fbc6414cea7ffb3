import { expect, it } from 'vitest';
import { commands, messageCommands } from '../../commands/index.ts';
import { defineCommands } from '../../src/discord/command-definitions.ts';
import { validateCommands } from '../../src/preview/local-discord/validate-command.ts';

const definitions = defineCommands(commands, messageCommands);

it('makes one slash command and one in the menu of messages, which Discord accepts', () => {
  expect(validateCommands(definitions).map(({ name }) => name)).toEqual([
    'paper',
    'Find papers on this',
  ]);
});

it('offers them in servers, in direct messages and to people who install the bot', () => {
  for (const definition of definitions) {
    expect(definition).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
  }
});

it('sets no longest query, so that a longer one gets a sentence of ours', () => {
  expect(JSON.stringify(definitions)).not.toContain('max_length');
});
