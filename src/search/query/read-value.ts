import { findArxivId } from '../../corpus/paper-reference.ts';
import type { PaperCondition, TextScope } from '../paper-index.ts';
import { isStopWord } from '../terms.ts';
import { splitSequence, splitWords } from '../words.ts';
import type { QueryKey, QueryPart } from './split-query.ts';

/** `2023`, `2022..2024`, `2022..`, `..2020`; phones make `…` of three dots and `–` of a hyphen. */
const YEARS = /^(\d{4})?(?:(\.{2,3}|[…–-])(\d{4})?)?$/u;

const CATEGORY = /^[a-z-]+(?:\.[a-z-]+)?$/i;

/** What ends a sentence or a bracket, not a value; two dots leave a range of years open. */
const CLOSING_PUNCTUATION = /[,;:!?)\]}]+$|(?<!\.)\.$/u;

/**
 * What a part of a query asks of a paper: one of these conditions. `undefined` when it makes no
 * sense, as `year:soon`.
 */
export function readConditions(part: QueryPart): readonly PaperCondition[] | undefined {
  if (part.isOpen) return undefined;
  return part.key === undefined ? readText(part, 'text') : readers[part.key](part);
}

const readers: Readonly<
  Record<QueryKey, (part: QueryPart) => readonly PaperCondition[] | undefined>
> = {
  author: ({ value }) =>
    splitWords(value).length === 0 ? undefined : [{ kind: 'author', name: value.trim() }],
  year: (part) => readYears(bareValue(part)),
  category: (part) => {
    const category = bareValue(part);
    return CATEGORY.test(category) ? [{ kind: 'category', category }] : undefined;
  },
  title: (part) => readText(part, 'title'),
  id: (part) => {
    const id = bareValue(part);
    return id === '' ? undefined : [{ kind: 'id', id: findArxivId(id) ?? id }];
  },
};

function bareValue({ value }: QueryPart): string {
  return value.trim().replace(CLOSING_PUNCTUATION, '');
}

function readYears(value: string): readonly PaperCondition[] | undefined {
  const [isRead, first, dots, last] = YEARS.exec(value) ?? [];
  if (!isRead || (first === undefined && last === undefined)) return undefined;
  const from = first === undefined ? undefined : Number(first);
  const to = dots === undefined ? from : last === undefined ? undefined : Number(last);
  if (from !== undefined && to !== undefined && from > to) return undefined;
  return [{ kind: 'years', ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}

/**
 * A quoted text is a phrase. A bare word stands for its other forms as well, and a hyphenated one
 * for its spellings: `self-play` for “self-play”, “self play” and “selfplay”.
 */
function readText(
  { value, isQuoted }: QueryPart,
  scope: TextScope,
): readonly PaperCondition[] | undefined {
  const words = splitSequence(value);
  if (words.every(isStopWord)) return undefined;
  const phrase: PaperCondition = { kind: 'phrase', words, scope };
  if (isQuoted) return [phrase];
  const forms = splitWords(value);
  if (words.length === 1) return [{ kind: 'word', word: words[0]!, scope }];
  return forms.length === words.length + 1
    ? [phrase, { kind: 'word', word: forms.at(-1)!, scope }]
    : [phrase];
}
