import type { Paper } from '../../corpus/paper.ts';
import { findStem, isStopWord } from '../terms.ts';
import type { TextField } from './full-text-index.ts';

/** A paper's title and abstract with TeX as Unicode, as they are shown and searched. */
export interface ReadableTexts {
  readonly title: string;
  readonly abstract: string;
}

/**
 * The fields that full-text search reads. A title says in ten words what a paper is about, so its
 * words count double and its length, which hardly varies, is normalised less.
 */
export const TEXT_FIELDS = [
  { name: 'title', boost: 2, b: 0.5, termOf: telling },
  { name: 'abstract', boost: 1, b: 0.75, termOf: telling },
  // No stop word is left out of a name, since `An` and `Will` are names.
  { name: 'authors', boost: 1, b: 0.5, termOf: findStem },
] as const satisfies readonly TextField[];

export type TextFieldName = (typeof TEXT_FIELDS)[number]['name'];

/** The number of a field in a `FullTextIndex`. */
export function fieldNumber(name: TextFieldName): number {
  return TEXT_FIELDS.findIndex((field) => field.name === name);
}

/** The texts of a paper's fields, by number. */
export function fieldTexts({ authors }: Paper, { title, abstract }: ReadableTexts): string[] {
  return [title, abstract, authors.join('\n')];
}

/** Words of a title as they are looked up: each with a space before it, where a word may begin. */
export function titleLine(words: readonly string[]): string {
  return words.map((word) => ` ${word}`).join('');
}

function telling(word: string): string | undefined {
  return isStopWord(word) ? undefined : findStem(word);
}
