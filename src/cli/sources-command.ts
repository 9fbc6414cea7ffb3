import type { Command } from 'commander';
import { readSettings } from '../config.ts';
import { describeSource } from '../feeds/describe-source.ts';
import type { PollReport } from '../feeds/polling/poll-source.ts';
import type { SourceHealth } from '../feeds/source-health.ts';
import { UserError } from '../user-error.ts';
import { jsonOption } from './corpus-option.ts';
import type { CliParts } from './parts.ts';
import { createTerminal, harmless, print, type Terminal } from './terminal.ts';

const SHOWN_BAD_ENTRIES = 10;

/** Adds `sources`. */
export function addSourcesCommand(program: Command, parts: CliParts): void {
  const sources = program
    .command('sources')
    .description('show how the sources of new papers are doing, and why nothing came')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  npm run paper -- sources
  npm run paper -- sources poll arxiv:cs.CL`,
    )
    .action((options: { json?: true }) => listSources(parts, options));
  sources
    .command('poll')
    .description('read one source now')
    .argument('<name>', 'as `sources` lists it')
    .action((name: string) => pollSource(parts, name));
}

async function listSources(parts: CliParts, { json }: { json?: true }): Promise<void> {
  const feeds = await parts.openFeeds(readSettings(parts.env), { isReadOnly: true });
  try {
    const health = await feeds.health();
    const text = json
      ? JSON.stringify({ sources: health })
      : formatSources(health, createTerminal(parts.stdout, parts.env), parts.now());
    await print(parts.stdout, `${text}\n`);
  } finally {
    await feeds.close();
  }
}

async function pollSource(parts: CliParts, name: string): Promise<void> {
  const feeds = await parts.openFeeds(readSettings(parts.env), { isReadOnly: false });
  try {
    const source = feeds.sources.find((one) => one.name === name);
    if (source === undefined) {
      const names = feeds.sources.map((one) => one.name).join(', ');
      throw new UserError(
        `There is no source “${name}”. ${names === '' ? 'SOURCES is none.' : `There are: ${names}.`}`,
      );
    }
    const report = await feeds.poller.poll(source);
    if (report?.error !== undefined) {
      throw new UserError(`${source.title} cannot be read: ${report.error}.`);
    }
    const text =
      report === undefined
        ? `A bot polls the sources; it will read ${source.title} within half a minute.`
        : formatReport(report);
    await print(parts.stdout, `${text}\n`);
  } finally {
    await feeds.close();
  }
}

function formatSources(health: readonly SourceHealth[], terminal: Terminal, now: Date): string {
  if (health.length === 0) return 'There are no sources: SOURCES is none.';
  return health
    .map((source) =>
      [
        `${terminal.bold(harmless(source.name))} ${terminal.dim(`· ${harmless(source.title)}`)}`,
        ...describeSource(source, now).map((line) => terminal.indent(harmless(line), 2)),
      ].join('\n'),
    )
    .join('\n\n');
}

function formatReport(report: PollReport): string {
  const { seen, added, updated, withdrawn, bad, isNotModified, note } = report;
  const entries = seen === 1 ? '1 entry' : `${seen} entries`;
  const shown = bad.slice(0, SHOWN_BAD_ENTRIES);
  return [
    isNotModified
      ? 'Nothing has changed since it was read before.'
      : `Read ${entries}: ${added} new, ${updated} updated, ${seen - added - updated} known.`,
    ...(withdrawn === 0 ? [] : [`${withdrawn} withdrawn.`]),
    ...(note === undefined ? [] : [`Note: ${harmless(note)}.`]),
    ...(bad.length === 0 ? [] : [`Could not read ${bad.length}:`]),
    ...shown.map(({ entry, reason }) => `  ${harmless(entry)}: ${harmless(reason)}`),
    ...(bad.length > shown.length ? [`  … and ${bad.length - shown.length} more`] : []),
  ].join('\n');
}
