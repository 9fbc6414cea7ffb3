import { type APIMessageTopLevelComponent, ButtonStyle, ComponentType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../src/discord/check-message.ts';

function text(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}

function buttons(...ids: string[]): APIMessageTopLevelComponent {
  return {
    type: ComponentType.ActionRow,
    components: ids.map((custom_id) => ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: 'Press',
      custom_id,
    })),
  };
}

function menu(...values: string[]): APIMessageTopLevelComponent {
  const options = values.map((value) => ({ label: 'Option', value }));
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id: 'menu', options }],
  };
}

describe('checkMessage', () => {
  it.each([
    ['no content', { content: ' ' }],
    ['2,001 characters of content', { content: 'x'.repeat(2_001) }],
    ['eleven embeds', { embeds: Array(11).fill({ title: 'x' }) }],
    ['an embed title of 257 characters', { embeds: [{ title: 'x'.repeat(257) }] }],
    ['an embed address of 2,049 characters', { embeds: [{ url: 'x'.repeat(2_049) }] }],
    ['6,001 characters in embeds', { embeds: Array(3).fill({ description: 'x'.repeat(2_001) }) }],
    ['4,001 characters of text', { components: [text('x'.repeat(4_000)), text('x')] }],
    ['an empty text', { components: [text('')] }],
    ['41 components', { components: Array.from({ length: 41 }, () => text('x')) }],
    ['six buttons in a row', { components: [buttons('a', 'b', 'c', 'd', 'e', 'f')] }],
    ['a custom id of 101 characters', { components: [buttons('x'.repeat(101))] }],
    ['a custom id twice', { components: [buttons('a'), buttons('a')] }],
    ['a menu of 26', { components: [menu(...Array.from({ length: 26 }, (_, at) => `${at}`))] }],
    ['an empty menu', { components: [menu()] }],
    ['an option twice', { components: [menu('a', 'a')] }],
    ['an option value of 101 characters', { components: [menu('x'.repeat(101))] }],
  ])('refuses %s', (_, message) => {
    expect(() => checkMessage(message)).toThrow(/Discord would refuse this message/);
  });

  it('counts a character outside the basic plane once, as Discord does', () => {
    expect(() => checkMessage({ components: [text('😀'.repeat(4_000))] })).not.toThrow();
  });

  it('looks into containers', () => {
    const components = [
      { type: ComponentType.Container as const, components: Array(40).fill(text('x')) },
    ];

    expect(() => checkMessage({ components })).toThrow(/components: 41/);
  });

  it('names everything that is wrong at once', () => {
    expect(() => checkMessage({ components: [text(''), menu()] })).toThrow(
      /text display.*menu options/,
    );
  });
});
