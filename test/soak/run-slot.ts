import { setTimeout as delay } from 'node:timers/promises';
import type { LocalDiscord } from '../../src/preview/local-discord/local-discord.ts';
import type { Death, KillPlan } from './kill-plan.ts';
import type { Orders } from './orders.ts';
import type { SoakOptions } from './run-soak.ts';
import { type SenderProcess, startSender } from './sender-process.ts';
import { DISCORD_STEPS, type SenderStep } from './steps.ts';
import type { Trouble } from './trouble.ts';

/** How long a sender may take to get to the step at which it is to die. */
const STEP_PATIENCE_MS = 4_000;

export interface Slot {
  readonly name: string;
  readonly discord: LocalDiscord;
  readonly plan: KillPlan;
  readonly options: Pick<
    SoakOptions,
    'program' | 'seed' | 'papers' | 'dataDir' | 'databaseUrl' | 'onProgress'
  >;
  /** Lets the sender that is at work finish, and starts no other. */
  readonly signal: AbortSignal;
}

/**
 * Keeps one sender at work: whenever it dies, the next takes over. That one has loaded its code by
 * then, so that little time is spent on anything but posting.
 */
export async function runSlot(slot: Slot): Promise<void> {
  const { program } = slot.options;
  let spare = startSender(program);
  try {
    while (!slot.signal.aborted) {
      const sender = spare;
      await sender.loaded;
      spare = startSender(program);
      await live(sender, slot);
    }
  } finally {
    spare.kill();
  }
}

/** One sender's life, as planned. */
async function live(sender: SenderProcess, slot: Slot): Promise<void> {
  const { plan, signal, options } = slot;
  const death = plan.next();
  const trap = setTrap(sender, death, slot);
  const finish = () => sender.stop();
  const begun = sender.begin(ordersFor(slot, death));
  try {
    if (death.kind === 'none') {
      await begun;
      signal.addEventListener('abort', finish, { once: true });
      if (signal.aborted) finish();
    } else if (death.kind === 'at random') {
      if (!death.isDuringStart) await begun;
      await Promise.race([delay(death.afterMs), sender.exit]);
      sender.kill();
    } else {
      await begun;
      await Promise.race([delay(STEP_PATIENCE_MS), sender.exit]);
      trap.giveUp();
      sender.kill();
    }
    await sender.exit;
  } finally {
    trap.remove();
    signal.removeEventListener('abort', finish);
  }
  plan.note(death, trap.hasSprung());
  if (death.kind !== 'none') options.onProgress?.(plan.progress());
}

function ordersFor({ name, discord, plan, options }: Slot, death: Death): Orders {
  const { seed, papers, dataDir, databaseUrl } = options;
  return {
    name,
    apiUrl: discord.apiUrl,
    token: discord.token,
    dataDir,
    ...(databaseUrl !== undefined && { databaseUrl }),
    seed,
    // The source has more and more, so that there is something to post whenever a sender dies.
    papers: death.kind === 'none' ? papers : Math.ceil(papers * (0.1 + 0.9 * plan.progress())),
    ...(death.kind === 'at step' && { killAt: { step: death.step, time: death.time } }),
  };
}

const PROVOCATIONS: { readonly [Step in SenderStep]?: Trouble } = {
  'looking for it': { kind: 'cut', when: 'after' },
  'noted to be tried again': { kind: 'status', status: 500 },
};

/** What a paper is posted by, in a channel or a forum. */
const POST_PATH = /^\/channels\/\d+\/(messages|threads)$/;

/** Waits for a sender at the step where it is to die. */
interface Trap {
  hasSprung(): boolean;
  /** From here on the sender did not get to the step. */
  giveUp(): void;
  remove(): void;
}

function setTrap(sender: SenderProcess, death: Death, slot: Slot): Trap {
  const { name, discord } = slot;
  if (death.kind === 'at step') {
    // It kills itself there.
    let isWaiting = true;
    let hasSprung = false;
    const provocation = provoke(death.step, slot);
    void sender.exit.then(
      () => {
        hasSprung = isWaiting;
      },
      () => undefined,
    );
    return {
      hasSprung: () => hasSprung,
      giveUp: () => {
        isWaiting = false;
      },
      remove: () => provocation.remove(),
    };
  }
  if (death.kind !== 'at Discord') {
    return { hasSprung: () => false, giveUp: () => undefined, remove: () => undefined };
  }
  const { path, isAccepted } = DISCORD_STEPS[death.step];
  let hasSprung = false;
  const fault = discord.faults.each({ method: 'POST', path }, ({ userAgent }) => {
    if (hasSprung || !userAgent.includes(name)) return undefined;
    hasSprung = true;
    sender.kill();
    return isAccepted ? { kind: 'delay', ms: 0 } : { kind: 'cut', when: 'before' };
  });
  return {
    hasSprung: () => hasSprung,
    giveUp: () => undefined,
    remove: () => fault.remove(),
  };
}

/** Lets the sender's posts go wrong, where it does not get to the step as long as all goes well. */
function provoke(step: SenderStep, { name, discord }: Slot): { remove(): void } {
  return discord.faults.each({ method: 'POST', path: POST_PATH }, ({ userAgent }) =>
    userAgent.includes(name) ? PROVOCATIONS[step] : undefined,
  );
}
