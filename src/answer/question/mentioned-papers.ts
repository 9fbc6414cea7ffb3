import { findArxivId } from '../../corpus/paper-reference.ts';

/** A text without the papers that it points to. */
export interface MentionedPapers {
  /** Ids, links and titles in quotation marks, each once, as `PaperFinder.resolve` reads them. */
  readonly references: readonly string[];
  /** What else is said; other links, which cannot be opened, are left out. */
  readonly text: string;
}

const LINK = /^[(<["“]*https?:\/\//i;

/** What may stand around an id or a link in a sentence. */
const AROUND = /^[(<["“'‘]+|[)>\]"”'’?!.,;:]+$/gu;

/** Discord's way to write people, roles, channels, commands and emoji of a server. */
const DISCORD_MARK = /<(?:@[!&]?|#|a?:\w+:)\d+>/g;

const QUOTED = /["“]([^"“”]{12,300})["”]/gu;

/**
 * Finds the papers that a text names by arXiv id, link, or whole title in quotation marks.
 *
 * @param isTitle whether a text is the title of a paper that is held
 */
export function findMentionedPapers(
  text: string,
  isTitle: (text: string) => boolean,
): MentionedPapers {
  const references: string[] = [];
  const withoutTitles = text.replace(DISCORD_MARK, ' ').replace(QUOTED, (quoted, title: string) => {
    if (!isTitle(title)) return quoted;
    references.push(title);
    return ' ';
  });
  const left = withoutTitles.split(/\s+/).filter((part) => {
    const id = findArxivId(part.replace(AROUND, ''));
    if (id !== undefined) references.push(id);
    return id === undefined && !LINK.test(part);
  });
  return { references: [...new Set(references)], text: left.join(' ').trim() };
}
