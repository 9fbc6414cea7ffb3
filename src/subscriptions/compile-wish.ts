import {
  type ConditionTest,
  createConditionTest,
  termsNeededFor,
} from '../search/meets-condition.ts';
import type { PaperCondition } from '../search/paper-index.ts';
import { extendQuery } from '../search/query/extend-query.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { saysSomething } from '../search/query/says-something.ts';
import { splitTerms } from '../search/terms.ts';
import type { Topic } from '../search/topic-scorer.ts';
import type { Wish } from '../store/subscription-store.ts';

/**
 * Score from which a paper counts as being about a topic. On the judged questions 39 % of what
 * reaches it is right, and 30 % of what is right reaches it. F1 is within 5 % of its best from 0.15
 * to 0.175; of these this one lets no paper of another field through, which 0.15 does in one case of
 * 900. `npm run bench:topics` prints all that for other thresholds.
 */
export const DEFAULT_MIN_SCORE = 0.175;

/** One thing that a paper must or must not be, and how it is called in a reason. */
export interface NamedTest {
  readonly name: string;
  /** The same for tests of the same. */
  readonly key: string;
  readonly holds: ConditionTest;
  /** As `termsNeededFor`. */
  readonly terms: readonly string[];
}

/** A wish, ready to be held against papers. */
export interface CompiledWish {
  readonly wish: Wish;
  /** What to rank by; its text is empty when filters and phrases say it all. */
  readonly topic: Topic;
  /** The index terms of the topic with the words that gave them, for saying what matched. */
  readonly topicWords: ReadonlyMap<string, string>;
  readonly minScore: number;
  /** A paper must meet one test of each group. */
  readonly required: readonly { readonly name: string; readonly tests: readonly NamedTest[] }[];
  readonly excluded: readonly NamedTest[];
}

/** Reads a wish's topic and filters once, so that each paper costs next to nothing. */
export function compileWish(wish: Wish): CompiledWish {
  const { text, phrases, filters } = parseQuery(wish.topic ?? '');
  // Read by itself: what excludes nothing, such as “the”, must not become a word of the topic.
  const exclude = wish.exclude.map(asPhrase).join(' ');
  const { excluded } = parseQuery(extendQuery('', { exclude })).filters;
  // Whatever holds a phrase that was asked for, and nothing else was, is a match; and to words that
  // say nothing no paper is near.
  const saysAll = text === phrases.join(' ') || !saysSomething(text);
  const topicText = saysAll ? '' : text.trim();
  const authors = wish.authors.map((name): PaperCondition => ({ kind: 'author', name }));
  const categories = wish.categories.map(
    (category): PaperCondition => ({ kind: 'category', category }),
  );
  const groups = [...filters.required, authors, categories].filter((group) => group.length > 0);
  return {
    wish,
    topic: { text: topicText, verbatim: phrases },
    topicWords: wordsByTerm(topicText),
    minScore: wish.minScore ?? DEFAULT_MIN_SCORE,
    required: groups.map((group) => ({
      name: GROUP_NAMES[group[0]!.kind],
      tests: group.map(toTest),
    })),
    excluded: [...filters.excluded, ...excluded].map(toTest),
  };
}

const GROUP_NAMES: Readonly<Record<PaperCondition['kind'], string>> = {
  word: 'without the words asked for',
  phrase: 'without the phrase asked for',
  author: 'by other authors',
  years: 'from another year',
  category: 'in other categories',
  id: 'another paper',
};

function toTest(condition: PaperCondition): NamedTest {
  return {
    name: nameOf(condition),
    key: JSON.stringify(condition),
    holds: createConditionTest(condition),
    terms: termsNeededFor(condition),
  };
}

function nameOf(condition: PaperCondition): string {
  switch (condition.kind) {
    case 'word':
      return condition.word;
    case 'phrase':
      return condition.words.join(' ');
    case 'author':
      return condition.name;
    case 'years':
      return [condition.from, condition.to].filter((year) => year !== undefined).join('–');
    case 'category':
      return condition.category;
    case 'id':
      return condition.id;
  }
}

/** Several words in one entry of a list are one thing to exclude. */
function asPhrase(entry: string): string {
  const bare = entry.replaceAll('"', ' ').trim();
  return /\s/.test(bare) ? `"${bare}"` : bare;
}

function wordsByTerm(text: string): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const word of text.split(/\s+/)) {
    const [term] = splitTerms(word);
    if (term !== undefined && !words.has(term)) words.set(term, word.replace(/^\W+|\W+$/gu, ''));
  }
  return words;
}
