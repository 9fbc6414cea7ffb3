import type { CommandOptions } from '../src/discord/command.ts';

/** Options of a command as they were given; what is not named was left out. */
export function optionsOf(
  given: Readonly<Record<string, string | number | boolean>> = {},
): CommandOptions {
  const read = (name: string) => given[name] ?? null;
  const asObject = (name: string) => (name in given ? { id: given[name] } : null);
  return {
    getString: read as CommandOptions['getString'],
    getBoolean: read as CommandOptions['getBoolean'],
    getNumber: read as CommandOptions['getNumber'],
    getChannel: asObject as CommandOptions['getChannel'],
    getRole: asObject as CommandOptions['getRole'],
  };
}
