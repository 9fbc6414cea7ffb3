import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../corpus/temporary-folder.ts';
import { buildSender, type SenderProgram } from '../soak/build-sender.ts';
import { isFlawless } from '../soak/judge.ts';
import { formatReport } from '../soak/report.ts';
import { runSoak, type SoakOptions } from '../soak/run-soak.ts';
import { DISCORD_STEPS, SENDER_STEPS } from '../soak/steps.ts';
import { HAS_POSTGRES, usePostgresStores } from '../store/use-postgres-stores.ts';

const SCALE = { papers: 200, channels: 20, kills: 100 };

const STEPS = [...SENDER_STEPS, ...Object.keys(DISCORD_STEPS)];

/** Both take some 160 s of processor time; machines that test are seldom idle. */
const TIMEOUT_MS = 600_000;
const PATIENCE_MS = 60_000;

describe.concurrent('delivery, with senders that are killed and a Discord that fails', () => {
  let program: SenderProgram;
  beforeAll(async () => {
    program = await buildSender();
  });
  afterAll(() => program[Symbol.asyncDispose]());

  async function expectNoFault(options: Pick<SoakOptions, 'senders' | 'dataDir' | 'databaseUrl'>) {
    const seed = Date.now() % 1_000_000;
    const result = await runSoak({ ...SCALE, ...options, seed, program, patienceMs: PATIENCE_MS });

    const { verdict, kills, expected } = result;
    expect(isFlawless(result), formatReport(result)).toBe(true);
    expect(verdict.papers).toBe(expected);
    expect(kills.atRandom).toBe(SCALE.kills);
    expect([...kills.atSteps.keys()].sort()).toEqual(STEPS.toSorted());
  }

  describe('on SQLite', () => {
    const inFolder = useTemporaryFolder();

    it(
      'brings each paper to each channel that wants it, once and in order',
      () => expectNoFault({ senders: 1, dataDir: inFolder('data') }),
      TIMEOUT_MS,
    );
  });

  describe.skipIf(!HAS_POSTGRES)('on PostgreSQL', () => {
    const { databaseUrl } = usePostgresStores();

    it(
      'brings each paper to each channel that wants it, once and in order, with two senders',
      () => expectNoFault({ senders: 2, dataDir: 'unused', databaseUrl: databaseUrl() }),
      TIMEOUT_MS,
    );
  });
});
