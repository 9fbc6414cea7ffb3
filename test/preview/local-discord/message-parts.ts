import { ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { validateMessage } from '../../../src/preview/local-discord/validate-message.ts';
import { refusals } from './refusals.ts';

export const V2 = MessageFlags.IsComponentsV2;

/** What keeps a limit, what is just beyond it, and how that is refused. */
export type LimitCase = [what: string, atTheLimit: object, beyond: object, refusal: string];

export const chars = (count: number) => 'a'.repeat(count);
export const emojis = (count: number) => '🎓'.repeat(count);
export const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));

export const text = (content: string) => ({ type: ComponentType.TextDisplay, content });
export const button = (fields: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: 'Open',
  custom_id: 'open',
  ...fields,
});
export const link = (url: string) => button({ style: ButtonStyle.Link, url, custom_id: undefined });
export const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
export const buttons = (count: number, prefix = 'b') =>
  times(count, (index) => button({ custom_id: `${prefix}${index}` }));
export const option = (fields: object = {}) => ({ label: 'One', value: '1', ...fields });
export const select = (fields: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 'menu',
  options: [option()],
  ...fields,
});
export const section = (fields: object = {}) => ({
  type: ComponentType.Section,
  components: [text('a')],
  accessory: button(),
  ...fields,
});
export const container = (...components: object[]) => ({
  type: ComponentType.Container,
  components,
});
export const image = { media: { url: 'https://example.org/a.png' } };

export const embed = (fields: object) => ({ embeds: [{ title: 'Title', ...fields }] });
export const field = (fields: object = {}) => ({ name: 'Name', value: 'Value', ...fields });
export const withRow = (...components: object[]) => ({
  content: 'a',
  components: [row(...components)],
});
export const layout = (...components: object[]) => ({ flags: V2, components });

/** What Discord refuses of a new message. */
export const refused = (body: unknown) => refusals(() => validateMessage(body));
