import type { InteractionOutcome } from '../local-discord/outcomes.ts';
import type { People } from '../local-discord/people.ts';
import type { Control } from './controls.ts';

/** The message that numbers belong to now. */
export interface Current {
  readonly messageId: string;
  readonly controls: readonly Control[];
}

type Entry = Extract<Control, { kind: 'entry' }>;

/** Something to do, or a sentence on why there is nothing. */
export type Use =
  | {
      readonly kind: 'interaction';
      /** What the person does, to stand after their name. */
      readonly deed: string;
      readonly start: () => Promise<InteractionOutcome>;
    }
  | { readonly kind: 'sentence'; readonly text: string; readonly isRefusal: boolean };

/** What typing numbers means under the current message. */
export function useControls(
  numbers: readonly number[],
  current: Current | undefined,
  people: Pick<People, 'press' | 'select'>,
  user: string,
): Use {
  if (current === undefined || current.controls.length === 0) {
    return refuse('There is nothing to press under the last message.');
  }
  const { controls, messageId } = current;
  const chosen: Control[] = [];
  for (const number of numbers) {
    const control = controls[number - 1];
    if (control === undefined) {
      const last = controls.length;
      return refuse(
        `There is no ${number} here; numbers go ${last === 1 ? 'only to' : 'up to'} ${last}.`,
      );
    }
    if (control.isDisabled) return refuse(`“${control.label}” cannot be used just now.`);
    chosen.push(control);
  }

  const [first] = chosen;
  if (first?.kind === 'entry') return choose(chosen, first, messageId, people, user);
  if (first === undefined || chosen.length > 1) return refuse('One button at a time, please.');
  if (first.kind === 'link') {
    return { kind: 'sentence', text: `${first.label}: ${first.href}`, isRefusal: false };
  }
  const { customId } = first;
  return {
    kind: 'interaction',
    deed: `pressed “${first.label}”`,
    start: () => people.press({ user, messageId, customId }),
  };
}

function choose(
  chosen: readonly Control[],
  { menu }: Entry,
  messageId: string,
  people: Pick<People, 'select'>,
  user: string,
): Use {
  const { customId, minValues, maxValues } = menu;
  const entries = chosen.filter(
    (control): control is Entry => control.kind === 'entry' && control.menu.customId === customId,
  );
  if (entries.length < chosen.length) return refuse('Those numbers are not of one menu.');
  if (entries.length > maxValues) {
    return refuse(
      `This menu takes ${maxValues === 1 ? 'one entry' : `at most ${maxValues} entries`}.`,
    );
  }
  if (entries.length < minValues) {
    return refuse(`This menu takes at least ${minValues} entries.`);
  }
  const values = entries.map(({ value }) => value);
  return {
    kind: 'interaction',
    deed: `chose ${entries.map(({ label }) => `“${label}”`).join(', ')}`,
    start: () => people.select({ user, messageId, customId, values }),
  };
}

function refuse(text: string): Use {
  return { kind: 'sentence', text, isRefusal: true };
}
