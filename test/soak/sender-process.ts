import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { SenderProgram } from './build-sender.ts';
import type { Orders, Report } from './orders.ts';

/** A sender that takes so long hangs. */
const START_PATIENCE_MS = 120_000;

/** What is shown of a sender's last words. */
const MAX_WORDS_CHARS = 4_000;

/** A sender in a process of its own. */
export interface SenderProcess {
  /** Fulfilled when its code is loaded and it can be told to begin. */
  readonly loaded: Promise<void>;
  /** Tells it to begin; fulfilled when it is at work, or dead. */
  begin(orders: Orders): Promise<void>;
  /** SIGKILL: nothing of what it was about to do is done. */
  kill(): void;
  /** Lets it finish what it has begun. */
  stop(): void;
  /** The signal that ended it, or `null` when it ended by itself. */
  readonly exit: Promise<NodeJS.Signals | null>;
}

/** @throws Error, through `exit`, when the sender fails instead of being killed */
export function startSender({ runner, sender }: SenderProgram): SenderProcess {
  const child = fork(runner, [sender], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  let problem: string | undefined;
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-MAX_WORDS_CHARS);
  });
  child.on('message', (report: Report) => {
    if (typeof report === 'object') problem = report.problem;
  });
  const exit = once(child, 'exit').then(([code, signal]: unknown[]) => {
    if (problem !== undefined || code) {
      throw new Error(`A sender failed (${code}): ${problem ?? ''}\n${said}`);
    }
    if (said !== '') throw new Error(`A sender complained:\n${said}`);
    return signal as NodeJS.Signals | null;
  });
  // Whoever waits for it hears of it; until then it must not count as unheard.
  const dead = exit.then(
    () => undefined,
    () => undefined,
  );

  async function reported(wanted: Report): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      child.on('message', (report: Report) => {
        if (report === wanted) resolve();
      });
    });
    const late = delay(START_PATIENCE_MS, undefined, { ref: false }).then(() => {
      throw new Error(`A sender was not ${wanted} in time.\n${said}`);
    });
    await Promise.race([heard, dead, late]);
  }

  return {
    loaded: reported('loaded'),
    begin(orders) {
      const ready = reported('ready');
      child.send(orders, () => undefined);
      return ready;
    },
    kill: () => void child.kill('SIGKILL'),
    stop: () => void child.send('stop', () => undefined),
    exit,
  };
}
