import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { findPostgres, startPostgres } from '../store/postgres-server.ts';
import { buildSender } from './build-sender.ts';
import { isFlawless } from './judge.ts';
import { formatReport } from './report.ts';
import { runSoak } from './run-soak.ts';

/** About as often as two cores can start a sender. */
const KILLS_A_MINUTE = 150;
const PAPERS_A_MINUTE = 300;

const PATIENCE_MS = 120_000;

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly channels: number;
  readonly senders: number;
  readonly databaseUrl?: string;
}

const soak: Command = new Command('soak')
  .description(
    'Kills senders over and over while they post on a Discord that fails now and then, then ' +
      'compares what stands in the channels with what belongs there.',
  )
  .option('--minutes <number>', 'about how long, on two idle cores', positive, 2)
  .option('--seed <number>', 'decides papers, faults and kills', positive, Date.now() % 1_000_000)
  .option('--channels <number>', 'how many', positive, 20)
  .option('--senders <number>', 'at the same time; several need PostgreSQL', positive, 1)
  .option(
    '--database-url <address>',
    'an empty PostgreSQL database; without one, several senders get a server of this machine',
  )
  .action(async (options: Options) => {
    await withDatabase(options, async (databaseUrl) => {
      const { minutes, seed, channels, senders } = options;
      await using program = await buildSender();
      const dataDir = await mkdtemp(join(tmpdir(), 'papercord-soak-'));
      const result = await runSoak({
        seed,
        channels,
        senders,
        dataDir,
        ...(databaseUrl !== undefined && { databaseUrl }),
        papers: Math.ceil(PAPERS_A_MINUTE * minutes),
        kills: Math.ceil(KILLS_A_MINUTE * minutes),
        program,
        patienceMs: PATIENCE_MS,
        onProgress: (progress) => process.stderr.write(`\r${Math.round(progress * 100)} % `),
      }).finally(() => rm(dataDir, { recursive: true }));
      process.stdout.write(`\n${formatReport(result)}`);
      process.exitCode = isFlawless(result) ? 0 : 1;
    });
  });

await soak.parseAsync();

/** Runs `work` with the database that was asked for: a server's, or none and so a file. */
async function withDatabase(
  { senders, databaseUrl }: Options,
  work: (databaseUrl: string | undefined) => Promise<void>,
): Promise<void> {
  if (databaseUrl !== undefined || senders === 1) return work(databaseUrl);
  const programs = findPostgres(process.env.PATH ?? '');
  if (programs === undefined) soak.error('Several senders need PostgreSQL: none is installed.');
  const server = await startPostgres(programs);
  try {
    await work(server.addressOf('postgres'));
  } finally {
    await server.stop();
  }
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}
