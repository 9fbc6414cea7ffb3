import { stripVTControlCharacters } from 'node:util';

/** Everything a terminal might obey or be confused by, but for line breaks. */
const CONTROLS = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Text that cannot steer a terminal: escape sequences are dropped whole, then every control
 * character and every mark that turns the direction of writing. Line breaks stay, tabs become
 * spaces.
 *
 * What the bot sends holds titles and abstracts that strangers wrote; none of it is drawn without
 * passing here.
 */
export function stripControls(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, (character) => (character === '\n' ? '\n' : ''));
}

/** The same in a single line. */
export function stripToLine(text: string): string {
  return stripControls(text).replace(/\s*\n\s*/g, ' ');
}
