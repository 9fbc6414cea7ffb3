import { describe, expect, it } from 'vitest';
import { readMessageText, withoutTokens } from '../../src/discord/message-text.ts';

describe('withoutTokens', () => {
  it.each([
    ['<@1> <@!22> <@&333> how?', 'how?'],
    ['in <#4>, with </paper ask:5> and <a:blob:6><:blob:7>', 'in  , with   and'],
    ['at <t:1700000000:R> or <t:1700000000>', 'at   or'],
    ['1 < 2 and <b> and <https://arxiv.org>', '1 < 2 and <b> and <https://arxiv.org>'],
    ['<@1>', ''],
  ])('leaves of “%s” what people can read', (content, text) => {
    expect(withoutTokens(content)).toBe(text);
  });
});

describe('readMessageText', () => {
  it('takes the embeds where nothing else was written', () => {
    const embeds = [{ url: 'https://arxiv.org/abs/1', title: 'DPO', description: null }] as never[];

    expect(readMessageText({ content: '<@1>', embeds })).toBe('https://arxiv.org/abs/1\nDPO');
    expect(readMessageText({ content: 'Look', embeds })).toBe('Look');
  });
});
