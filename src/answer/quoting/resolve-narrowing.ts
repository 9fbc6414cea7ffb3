import { texToUnicode } from '../../corpus/tex-to-unicode.ts';
import { createNameTest } from '../../search/name-test.ts';
import type { PaperCondition, PaperIndex, SearchFilters } from '../../search/paper-index.ts';
import { splitWords } from '../../search/words.ts';
import { type Narrowing, readNarrowing } from '../question/narrowing.ts';
import type { AuthorMention } from '../question/read-authors.ts';
import type { NarrowedQuestion } from '../question/read-question.ts';
import { plainWords } from './write-lead.ts';

/** Which papers are asked for, and of what subject. */
export interface ResolvedNarrowing {
  /** Authors as their papers write them; as they were typed where papers differ or none is held. */
  readonly authors: readonly string[];
  /** Whether some author is asked for of whom no paper is held. */
  readonly isUnknownAuthor: boolean;
  readonly years: Narrowing['years'];
  readonly isNewest: boolean;
  /** Empty when all of them are wanted, whatever they are about. */
  readonly subject: string;
}

type Index = Pick<PaperIndex, 'newest'>;

/** Papers by which the spelling of a name is told. */
const READ_NAMES_OF = 20;

/**
 * Tells whether questions ask for papers by author or date: a name counts as an author only when
 * papers that are held have one of that name, or when it can be nothing else. A later question
 * takes the place of an earlier one in what both name, and its subject joins the earlier one.
 *
 * @returns `undefined` when nothing of the kind is asked
 */
export async function resolveNarrowing(
  { questions, isByLast }: NarrowedQuestion,
  index: Index,
): Promise<ResolvedNarrowing | undefined> {
  let whole: ResolvedNarrowing = {
    authors: [],
    isUnknownAuthor: false,
    years: undefined,
    isNewest: false,
    subject: '',
  };
  let isNarrowed = false;
  for (const question of questions) {
    const own = readNarrowing(question);
    const author = own && (await findAuthor(own.mentions, index));
    const counts = own !== undefined && (own.hasDates || author !== undefined);
    const subject = (counts ? (author?.rest ?? own.subject) : question).trim();
    whole = {
      authors: author?.names ?? whole.authors,
      isUnknownAuthor: author?.isUnknown ?? whole.isUnknownAuthor,
      years: (counts ? own.years : undefined) ?? whole.years,
      isNewest: whole.isNewest || (counts && own.isNewest),
      subject: `${whole.subject} ${subject}`.trim(),
    };
    isNarrowed = counts || (isNarrowed && !isByLast);
  }
  return isNarrowed ? whole : undefined;
}

/** The filters that papers of these authors and years pass. */
export function filtersOf({
  authors,
  years,
}: Pick<ResolvedNarrowing, 'authors' | 'years'>): SearchFilters {
  const conditions: PaperCondition[] = [
    ...authors.map((name) => ({ kind: 'author' as const, name })),
    ...(years === undefined ? [] : [{ kind: 'years' as const, ...years }]),
  ];
  return { required: conditions.map((condition) => [condition]) };
}

interface FoundAuthor {
  readonly names: readonly string[];
  readonly isUnknown: boolean;
  readonly rest: string;
}

async function findAuthor(
  mentions: readonly AuthorMention[],
  index: Index,
): Promise<FoundAuthor | undefined> {
  for (const { names, rest } of mentions) {
    const held = await Promise.all(names.map((name) => writtenName(name, index)));
    if (held.every((name) => name !== undefined)) return { names: held, isUnknown: false, rest };
  }
  const certain = mentions.find(({ isCertain }) => isCertain);
  if (certain === undefined) return undefined;
  const isName = certain.names.every(isWrittenAsName);
  if (!isName && (await isSubject(certain.names, index))) return undefined;
  return { names: certain.names, isUnknown: true, rest: certain.rest };
}

/** An author's name as papers write it, or as it was typed where they differ. */
async function writtenName(typed: string, index: Index): Promise<string | undefined> {
  const { hits } = await index.newest({
    filters: filtersOf({ authors: [typed], years: undefined }),
    limit: READ_NAMES_OF,
  });
  if (hits.length === 0) return undefined;
  const names = namesLike(
    typed,
    hits.flatMap(({ paper }) => paper.authors),
  );
  return names.length === 1 ? names[0] : typed;
}

/** The different names that hold all words of what was typed. */
export function namesLike(typed: string, authors: readonly string[]): string[] {
  const holding = authors.filter(createNameTest(typed));
  return [...new Set(holding.map((author) => plainWords(texToUnicode(author))))];
}

function isWrittenAsName(text: string): boolean {
  return text.split(/\s+/).every((word) => /^\p{Lu}/u.test(word));
}

/** Whether some paper speaks of all that a name says: “papers by large language models”. */
async function isSubject(names: readonly string[], index: Index): Promise<boolean> {
  const words = splitWords(names.join(' '));
  const required = words.map((word) => [{ kind: 'word' as const, word, scope: 'text' as const }]);
  return (await index.newest({ filters: { required }, limit: 1 })).total > 0;
}
