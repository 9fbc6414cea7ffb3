const PREFIX = 'feed:';

/** The id of a paper that is known by nothing but its page. @param hash of the page's address */
export function pageIdOf(hash: string): string {
  return PREFIX + hash;
}

/** Whether a paper is known by its page alone, so that its date is that of the page. */
export function isPageId(id: string): boolean {
  return id.startsWith(PREFIX);
}
