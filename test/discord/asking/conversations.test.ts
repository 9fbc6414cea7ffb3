import { describe, expect, it } from 'vitest';
import { createConversations } from '../../../src/discord/asking/conversations.ts';

const HOUR_MS = 60 * 60_000;

const turn = (question: string) => ({ question, paperIds: [] });

describe('conversations', () => {
  it('are the turns under the first key that has any', () => {
    const conversations = createConversations(() => 0);

    conversations.add(['thread', 'answer 1'], [], turn('One?'));
    conversations.add(['thread', 'answer 2'], [turn('One?')], turn('Two?'));

    expect(conversations.turns(['answer 1', 'thread'])).toEqual([turn('One?')]);
    expect(conversations.turns(['unknown', 'thread'])).toEqual([turn('One?'), turn('Two?')]);
    expect(conversations.turns(['unknown'])).toEqual([]);
    expect(conversations.turns([])).toEqual([]);
  });

  it('keep the last four turns', () => {
    const conversations = createConversations(() => 0);

    for (const question of ['1', '2', '3', '4', '5']) {
      conversations.add(['dm'], conversations.turns(['dm']), turn(question));
    }

    expect(conversations.turns(['dm']).map(({ question }) => question)).toEqual([
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('are forgotten an hour after the last question, or when told so', () => {
    let time = 0;
    const conversations = createConversations(() => time);
    conversations.add(['dm'], [], turn('One?'));
    conversations.add(['thread'], [], turn('Other?'));

    conversations.forget('thread');
    time = HOUR_MS - 1;
    const before = conversations.turns(['dm']);
    time = HOUR_MS;

    expect(before).toEqual([turn('One?')]);
    expect(conversations.turns(['dm'])).toEqual([]);
    expect(conversations.turns(['thread'])).toEqual([]);
  });

  it('are kept in bounds: of many the oldest go', () => {
    const conversations = createConversations(() => 0);

    for (let number = 0; number < 5_001; number += 1) {
      conversations.add([`dm ${number}`], [], turn('How?'));
    }

    expect(conversations.turns(['dm 0'])).toEqual([]);
    expect(conversations.turns(['dm 1'])).toHaveLength(1);
  });
});
