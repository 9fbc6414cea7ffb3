import { between } from '../bench/random.ts';
import { DISCORD_STEPS, type DiscordStep, SENDER_STEPS, type SenderStep } from './steps.ts';

/** How a sender is to end. */
export type Death =
  | { readonly kind: 'at random'; readonly afterMs: number; readonly isDuringStart: boolean }
  | { readonly kind: 'at step'; readonly step: SenderStep; readonly time: number }
  | { readonly kind: 'at Discord'; readonly step: DiscordStep }
  /** It is left alone. */
  | { readonly kind: 'none' };

export interface KillCounts {
  readonly atRandom: number;
  readonly atSteps: ReadonlyMap<SenderStep | DiscordStep, number>;
}

/** A step that no sender gets to in so many lives is given up: something is wrong there. */
const MAX_TRIES = 25;

/** New papers for a sender that is to die at a step, by those for one that dies at random. */
const STEP_SHARE = 3;

/** Decides when each sender dies: first at every named step, then at random. */
export interface KillPlan {
  next(): Death;
  /** How a sender died that was to die like this; a step that it did not get to comes again. */
  note(death: Death, hasReachedStep: boolean): void;
  /** Whether no more are killed. */
  isOver(): boolean;
  /**
   * How much of the plan is done, from 0 to 1: a step counts as much as several random kills, each
   * time that it is tried, so that there is something to do on the way to it.
   */
  progress(): number;
  counts(): KillCounts;
}

const LONGEST_LIFE_MS = 250;

/** One sender in so many is killed while it starts. */
const DURING_START_EVERY = 8;

/** A step that every message gets to kills for this time at the latest; another the first time. */
const MAX_TIMES = 3;
const RARE_STEPS: ReadonlySet<SenderStep> = new Set([
  'papers recorded',
  'matched, not committed',
  'matched',
  'looking for it',
]);

export function createKillPlan({
  kills,
  random,
}: {
  readonly kills: number;
  readonly random: () => number;
}): KillPlan {
  const steps: (SenderStep | DiscordStep)[] = [
    ...SENDER_STEPS,
    ...(Object.keys(DISCORD_STEPS) as DiscordStep[]),
  ];
  const planned = steps.length * STEP_SHARE + kills;
  const atSteps = new Map<SenderStep | DiscordStep, number>();
  const tries = new Map<SenderStep | DiscordStep, number>();
  let toKill = kills;
  let atRandom = 0;
  let underWay = 0;
  let begun = 0;
  let hasBegunAgain = false;

  function choose(): Death {
    const step = steps.shift();
    if (step === undefined && toKill === 0) return { kind: 'none' };
    if (step === undefined) {
      toKill -= 1;
      const isDuringStart = between(1, DURING_START_EVERY, random) === 1;
      return { kind: 'at random', afterMs: between(0, LONGEST_LIFE_MS, random), isDuringStart };
    }
    if (isDiscordStep(step)) return { kind: 'at Discord', step };
    const most = RARE_STEPS.has(step) || hasBegunAgain ? 1 : MAX_TIMES;
    return { kind: 'at step', step, time: between(1, most, random) };
  }

  return {
    next() {
      const death = choose();
      if (death.kind !== 'none') underWay += 1;
      begun += death.kind === 'at random' ? 1 : STEP_SHARE;
      return death;
    },
    note(death, hasReachedStep) {
      if (death.kind === 'none') return;
      underWay -= 1;
      if (death.kind === 'at random') atRandom += 1;
      else if (hasReachedStep) atSteps.set(death.step, (atSteps.get(death.step) ?? 0) + 1);
      else {
        const tried = (tries.get(death.step) ?? 0) + 1;
        tries.set(death.step, tried);
        if (tried < MAX_TRIES) steps.push(death.step);
        hasBegunAgain = true;
      }
    },
    isOver: () => steps.length === 0 && toKill === 0 && underWay === 0,
    progress: () => Math.min(1, begun / planned),
    counts: () => ({ atRandom, atSteps }),
  };
}

function isDiscordStep(step: SenderStep | DiscordStep): step is DiscordStep {
  return Object.hasOwn(DISCORD_STEPS, step);
}
