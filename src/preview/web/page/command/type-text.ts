import type { OptionValue } from '../../../local-discord/people.ts';
import { type Draft, fillOption, optionOf, showOption, TAIL } from './draft.ts';

/** A draft after something was typed, and what of it belongs to no option. */
interface Typed {
  readonly draft: Draft;
  readonly rest: string;
}

/** What an option's text stands for, where it stands for something else. */
type Read = (
  option: NonNullable<ReturnType<typeof optionOf>>,
  text: string,
) => OptionValue | undefined;

/**
 * Puts what was typed where it belongs: as in Discord, `name:` begins an option wherever it stands,
 * but for quotation marks, and the text behind it goes there.
 *
 * @param place the option that it was typed into, or {@link TAIL}
 */
export function typeText(draft: Draft, place: string, text: string, read?: Read): Typed {
  const next = nextName(draft, place, text);
  const own = next === undefined ? text : text.slice(0, next.start);
  const filled = place === TAIL ? draft : fill({ ...draft, focused: place }, place, own, read);
  const rest = place === TAIL ? own : '';
  if (next === undefined) return { draft: { ...filled, focused: place }, rest };
  const shown = filled.shown.includes(next.name) ? filled : showOption(filled, next.name);
  return { rest, draft: typeText(shown, next.name, text.slice(next.end), read).draft };
}

function fill(draft: Draft, name: string, text: string, read: Read | undefined): Draft {
  const option = optionOf(draft, name);
  const picked = option && read?.(option, text);
  return fillOption(draft, name, { text, ...(picked !== undefined && { picked }) });
}

interface Name {
  readonly name: string;
  /** Where the text before it ends. */
  readonly start: number;
  /** Where the text behind it begins. */
  readonly end: number;
}

/** The first name of an option that nothing is in yet; its own counts at the start of a field. */
function nextName(draft: Draft, place: string, text: string): Name | undefined {
  const names = draft.leaf.options.map(({ name }) => name);
  for (const found of text.matchAll(/(?:^|\s+)([\p{L}\p{N}_-]{1,32}):[ \t]*/gu)) {
    const { 0: whole, 1: typed = '', index: start } = found;
    const name = names.find((each) => each === typed.toLowerCase());
    if (name === undefined || isQuoted(text.slice(0, start))) continue;
    const isFree = name === place ? start === 0 : (draft.entries[name]?.text ?? '') === '';
    if (isFree) return { name, start, end: start + whole.length };
  }
  return undefined;
}

function isQuoted(before: string): boolean {
  return (before.match(/"/g)?.length ?? 0) % 2 === 1;
}
