/** What stands behind a name in parentheses: an affiliation, an address of e-mail. */
const ASIDE = /\([^()]*\)/g;
const EMAIL = /\S+@\S+/g;

/**
 * The names of a list such as `Alice Smith (MIT, Boston), Bob Jones and Carol White`, without what
 * stands in parentheses. A text in which some part has a single word is left whole, as in
 * `Smith, John`, unless it is known to be a list.
 */
export function splitNames(text: string, { isList = false } = {}): string[] {
  const bare = text.replace(ASIDE, ' ').replace(ASIDE, ' ').replace(EMAIL, ' ');
  const names = bare
    .split(/,\s*(?:and\s+|&\s*)?|;\s*|\s+(?:and|&)\s+/)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');
  if (isList || names.every((name) => name.includes(' '))) return names;
  const whole = bare.replace(/\s+/g, ' ').trim();
  return whole === '' ? [] : [whole];
}
