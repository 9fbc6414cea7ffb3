import { describe, expect, it } from 'vitest';
import { chooseClients } from '../../src/preview/choose-clients.ts';

const START = {
  arguments: [],
  input: 'terminal',
  platform: 'linux',
  environment: { DISPLAY: ':0' },
} as const;

describe('chooseClients', () => {
  it.each([
    { when: 'there is a display', start: {}, clients: 'page' },
    { when: 'a prompt is asked for', start: { arguments: ['--terminal'] }, clients: 'prompt' },
    { when: 'commands come in by a pipe', start: { input: 'text' }, clients: 'prompt' },
    { when: 'a service starts it', start: { input: 'nothing', environment: {} }, clients: 'page' },
    { when: 'there is no display', start: { environment: {} }, clients: 'page and prompt' },
    {
      when: 'somebody is logged in from elsewhere',
      start: { platform: 'darwin', environment: { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } },
      clients: 'page and prompt',
    },
    { when: 'it is a Mac', start: { platform: 'darwin', environment: {} }, clients: 'page' },
  ] as const)('gives a $clients when $when', ({ start, clients }) => {
    expect(chooseClients({ ...START, ...start })).toEqual({
      page: clients.includes('page'),
      prompt: clients.includes('prompt'),
    });
  });
});
