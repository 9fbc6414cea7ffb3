/** What two ways to write one title have in common: white space and Unicode forms do not count. */
export function titleKey(title: string): string {
  return title.normalize('NFC').replace(/\s+/g, ' ').trim();
}
