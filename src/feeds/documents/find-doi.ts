/** As the DOI Foundation describes them: a prefix of `10.` and digits, a slash, anything. */
const DOI = /^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/[^\s"<>]+)$/i;

/** The DOI in an identifier or an address, in lower case; arXiv's own stand for its ids instead. */
export function findDoi(texts: readonly (string | undefined)[]): string | undefined {
  for (const text of texts) {
    const doi = DOI.exec(decodeUri(text?.trim() ?? ''))?.[1]?.toLowerCase();
    if (doi !== undefined && !doi.startsWith('10.48550/arxiv')) return doi;
  }
  return undefined;
}

function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
