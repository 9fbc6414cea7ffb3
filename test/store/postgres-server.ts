import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server of the machine's own PostgreSQL, on a socket in a temporary folder. */
export interface PostgresServer {
  /** Address of the database `name`. */
  addressOf(name: string): string;
  stop(): Promise<void>;
}

/** Folder of the newest server programs on this machine, or `undefined` when it has none. */
export function findPostgres(path: string): string | undefined {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged) : [];
  const newestFirst = versions.toSorted((a, b) => Number(b) - Number(a));
  return [...newestFirst.map((version) => join(packaged, version, 'bin')), ...path.split(delimiter)]
    .filter((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))))
    .at(0);
}

/**
 * Starts a server that forgets everything: no fsync, gone with its folder when it is stopped.
 *
 * PostgreSQL refuses to run as root, so there it runs as nobody.
 */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  // Short, as the path of a socket has at most 107 bytes.
  const folder = mkdtempSync('/tmp/papercord-pg-');
  const user = userToRunAs();
  if (user) chownSync(folder, user.uid, user.gid);
  const files = join(folder, 'files');
  const options = { cwd: folder, ...user };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', files, '-U', 'bot', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...options, stdio: 'pipe' },
  );

  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'autovacuum=off',
    'listen_addresses=',
    'max_connections=60',
  ];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', files, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  for await (const line of createInterface(server.stderr)) {
    if (line.includes('ready to accept connections')) break;
  }
  server.stderr.resume();
  return {
    addressOf: (name) => `postgresql:///${name}?host=${folder}&user=bot`,
    async stop() {
      const exit = once(server, 'exit');
      server.kill('SIGQUIT');
      await exit;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function userToRunAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (kind: string) => Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}
