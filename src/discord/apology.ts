/**
 * What a report of a person and the log have in common: the id of the interaction or the message,
 * which is unique, in the shortest form that can be read aloud.
 */
export function referenceOf({ id }: { readonly id: string }): string {
  return BigInt(id).toString(36);
}

/** Said where something is our fault. */
export function apologize(reference: string): string {
  return (
    'Something went wrong on my side, and it is noted. Please try again in a moment; ' +
    `if it stays, tell whoever runs me this reference: \`${reference}\`.`
  );
}
