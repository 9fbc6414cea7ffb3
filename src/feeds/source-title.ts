/**
 * What a source is called for people, as far as its name tells: “arXiv cs.CL” for `arxiv:cs.CL`. Feeds
 * are called by their names.
 */
export function sourceTitle(name: string): string {
  if (name === 'hf-daily-papers') return 'Hugging Face Daily Papers';
  if (name === 'examples') return 'Examples';
  return name.replace(/^arxiv:/, 'arXiv ');
}
