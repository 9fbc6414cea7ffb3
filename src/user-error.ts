/**
 * Something the person who asked can act on: a bad option, an unknown paper, nothing found.
 *
 * Its message is shown to them as it stands, so it says what happened and what to try, and text of
 * other people in it is already made safe for where it is shown.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
