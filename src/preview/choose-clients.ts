import { fstatSync } from 'node:fs';

/** What people can use the bot with, while it is not on Discord. */
interface Clients {
  /** A page in the browser. */
  readonly page: boolean;
  /** A prompt in the terminal, which also reads commands from a pipe. */
  readonly prompt: boolean;
}

/** Who is at the other end of standard input: a person, a text, or nobody. */
type InputKind = 'terminal' | 'text' | 'nothing';

/**
 * A page where somebody can see it, a prompt where they asked for one or where text comes in, and
 * both in a terminal without a display, whose browser may be on another machine.
 */
export function chooseClients(start: {
  readonly arguments: readonly string[];
  readonly input: InputKind;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): Clients {
  if (start.arguments.includes('--terminal') || start.input === 'text') {
    return { page: false, prompt: true };
  }
  return { page: true, prompt: start.input === 'terminal' && !hasDisplay(start) };
}

function hasDisplay({
  platform,
  environment,
}: Pick<Parameters<typeof chooseClients>[0], 'platform' | 'environment'>): boolean {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = environment;
  if (SSH_CONNECTION) return false;
  return platform === 'darwin' || platform === 'win32' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** A pipe or a file is a text; `/dev/null`, as services have it, is nothing. */
export function inputKind(input: { readonly isTTY?: boolean; readonly fd: number }): InputKind {
  if (input.isTTY) return 'terminal';
  try {
    const kind = fstatSync(input.fd);
    return kind.isFIFO() || kind.isFile() || kind.isSocket() ? 'text' : 'nothing';
  } catch {
    // It was closed before the start.
    return 'nothing';
  }
}
