import type { CommandOptions } from '../src/discord/command.ts';

/** Options of a command as they were given; what is not named was left out. */
export function optionsOf(
  given: Readonly<Record<string, string | number | boolean>> = {},
): CommandOptions {
  const read = (name: string) => given[name] ?? null;
  return {
    getString: read as CommandOptions['getString'],
    getBoolean: read as CommandOptions['getBoolean'],
  };
}
