import type { SenderStep } from './steps.ts';

/** What a sender is told when it is to begin. */
export interface Orders {
  /** How it calls itself towards Discord. */
  readonly name: string;
  readonly apiUrl: string;
  readonly token: string;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly seed: number;
  /** How many papers its source has by now. */
  readonly papers: number;
  /** Where it kills itself: when it gets there for this time, from 1. */
  readonly killAt?: { readonly step: SenderStep; readonly time: number };
}

/** What a sender tells of itself. */
export type Report = 'loaded' | 'ready' | { readonly problem: string };
