import { type Paper, publicationYear } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { createPhraseMatcher, foldForPhrases } from './match-phrase.ts';
import { nameTerms } from './name-test.ts';
import type { PaperCondition, TextScope } from './paper-index.ts';
import { splitTerms, stem } from './terms.ts';

/** A paper whose texts are taken apart once, however many conditions it is held against. */
export interface ReadablePaper {
  readonly paper: Paper;
  /** The index terms of a scope. */
  terms(scope: TextScope): ReadonlySet<string>;
  /** The texts of a scope as phrases are looked for in them, TeX as Unicode. */
  texts(scope: TextScope): readonly string[];
  /** The terms of each author's name. */
  names(): readonly ReadonlySet<string>[];
  /** In lower case, with what stands for all of their kind: `cs.cl` and `cs`. */
  categories(): ReadonlySet<string>;
}

/** Takes a paper's texts apart when they are first asked for. */
export function readPaper(paper: Paper): ReadablePaper {
  const title = once(() => texToUnicode(paper.title));
  const abstract = once(() => texToUnicode(paper.abstract));
  const titleTerms = once(() => new Set(splitTerms(title())));
  const allTerms = once(() => new Set([...titleTerms(), ...splitTerms(abstract())]));
  const foldedTitle = once(() => [foldForPhrases(title())]);
  const foldedTexts = once(() => [...foldedTitle(), foldForPhrases(abstract())]);
  return {
    paper,
    terms: (scope) => (scope === 'title' ? titleTerms() : allTerms()),
    texts: (scope) => (scope === 'title' ? foldedTitle() : foldedTexts()),
    names: once(() => paper.authors.map((name) => new Set(nameTerms(name)))),
    categories: once(() => new Set(categoriesOf(paper).flatMap(withKinds))),
  };
}

/** Whether something is true of a paper. */
export type ConditionTest = (paper: ReadablePaper) => boolean;

/**
 * The test for a condition, for papers one by one as they come in; an index answers the same
 * question for all that it holds (`findByConditions`), and both agree.
 */
export function createConditionTest(condition: PaperCondition): ConditionTest {
  switch (condition.kind) {
    case 'word': {
      const term = stem(condition.word);
      return (paper) => paper.terms(condition.scope).has(term);
    }
    case 'phrase': {
      const terms = splitTerms(condition.words.join(' '));
      // Of many papers hardly one has all the words, and its pattern is dear to make.
      const matcher = once(() => createPhraseMatcher(condition.words));
      return (paper) =>
        // Reading a text takes a thousand times as long as looking up a word.
        terms.every((term) => paper.terms(condition.scope).has(term)) &&
        paper.texts(condition.scope).some(matcher());
    }
    case 'author': {
      const wanted = nameTerms(condition.name);
      return (paper) => paper.names().some((name) => wanted.every((term) => name.has(term)));
    }
    case 'years': {
      const { from = 0, to = Number.POSITIVE_INFINITY } = condition;
      return ({ paper }) => {
        const year = publicationYear(paper);
        return year !== undefined && year >= from && year <= to;
      };
    }
    case 'category': {
      const wanted = condition.category.toLowerCase();
      return (paper) => paper.categories().has(wanted);
    }
    case 'id':
      return ({ paper }) => paper.id === condition.id;
  }
}

/**
 * Index terms that every paper has in title or abstract that meets a condition; none for one that
 * is about something else. Whoever knows which papers hold a term need ask only those.
 */
export function termsNeededFor(condition: PaperCondition): readonly string[] {
  if (condition.kind === 'word') return [stem(condition.word)];
  return condition.kind === 'phrase' ? splitTerms(condition.words.join(' ')) : [];
}

function categoriesOf({ primaryCategory, categories = [] }: Paper): readonly string[] {
  return primaryCategory === undefined ? categories : [primaryCategory, ...categories];
}

/** `cs.CL` is within `cs` as well. */
function withKinds(category: string): string[] {
  const parts = category.toLowerCase().split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
