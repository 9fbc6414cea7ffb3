/** arXiv ids as they have been since April 2007, and before (`hep-th/9901001`, `math.GT/0309136`). */
const ARXIV_ID = String.raw`(\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?`;

const BARE_ID = new RegExp(String.raw`^(?:arxiv\s*:\s*)?${ARXIV_ID}$`, 'i');

/** Pages that are known by the arXiv id of their paper; a DOI of arXiv's own counts as one. */
const PAGE = new RegExp(
  String.raw`(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/(?:abs|overview)|10\.48550/arxiv\.?)[/.]?${ARXIV_ID}(?:\.pdf)?(?:[?#/\s>).,]|$)`,
  'i',
);

/**
 * The arXiv id, without version, in what a person typed: a bare id (`2305.10314v2`,
 * `arXiv:2305.10314`) or a link to the paper at arXiv, Hugging Face or alphaXiv; `undefined` when
 * it holds none.
 */
export function findArxivId(reference: string): string | undefined {
  const text = reference.trim().replace(/^<|>$/g, '');
  const id = (BARE_ID.exec(text) ?? PAGE.exec(text))?.[1];
  return id?.replace(/^[A-Za-z-]+/, (archive) => archive.toLowerCase());
}
