import type { Paper } from '../../../src/corpus/paper.ts';
import { splitTerms } from '../../../src/search/terms.ts';
import type { Wish } from '../../../src/store/subscription-store.ts';
import { between, pick } from '../random.ts';

const SOURCES = ['hf-daily-papers', 'arxiv:cs.CL', 'arxiv:cs.LG'];

/**
 * Wishes as people have them: a topic of a few words from a title, now and then a misspelling, a
 * phrase, words that are not wanted, authors, categories and sources.
 */
export function generateWishes(
  count: number,
  papers: readonly Paper[],
  random: () => number,
): Wish[] {
  const happens = (share: number): boolean => random() < share;
  const words = (paper: Paper) =>
    paper.title.split(/\s+/).filter((word) => splitTerms(word).length > 0);

  function topicOf(paper: Paper): string {
    const all = words(paper);
    const start = between(0, Math.max(0, all.length - 4), random);
    const chosen = all.slice(start, start + between(2, 4, random));
    if (happens(0.1)) return `"${chosen.slice(0, 2).join(' ')}" ${chosen.slice(2).join(' ')}`;
    if (happens(0.05)) chosen[0] = chosen[0]?.replace(/^(.)(.)/, '$2$1') ?? '';
    return chosen.join(' ');
  }

  return Array.from({ length: count }, (): Wish => {
    const paper = pick(papers, random);
    const { primaryCategory } = pick(papers, random);
    const other = words(pick(papers, random));
    return {
      topic: topicOf(paper),
      sources: happens(0.2) ? [pick(SOURCES, random)] : [],
      exclude: happens(0.5) ? ['survey', other.slice(0, 2).join(' ')] : [],
      authors: happens(0.05) ? paper.authors.slice(0, 2) : [],
      categories: happens(0.2) && primaryCategory !== undefined ? [primaryCategory] : [],
      includesCrossLists: happens(0.1),
      includesReplacements: false,
      when: { kind: 'at-once' },
      style: 'posts',
    };
  });
}
