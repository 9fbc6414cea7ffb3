/** An extract of an abstract, ready to be shown. */
export interface Snippet {
  /** One or two sentences in Unicode (TeX already converted); `…` stands where text was cut. */
  readonly text: string;
  /**
   * Where words of the query, and words near them in meaning, stand in `text`: half-open ranges of
   * UTF-16 units, in order, disjoint.
   */
  readonly matches: readonly (readonly [start: number, end: number])[];
}
