/** A document as it came from the web. */
export interface WebDocument {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
  /** Where it was found: what relative links in it start from. */
  readonly url: string;
}
