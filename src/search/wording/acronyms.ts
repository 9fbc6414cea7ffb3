import { isStopWord, stem } from '../terms.ts';
import { splitSequence } from '../words.ts';
import { findDefinitions } from './find-definitions.ts';

/** What stands for another wording, and how often papers say that it does. */
export interface Equivalent {
  /** A long form as most papers write it, folded, or the index term of a short form. */
  readonly text: string;
  readonly papers: number;
}

interface Pair {
  /** Index term of the short form. */
  readonly short: string;
  /** Words of the long form, folded, joined by spaces. */
  readonly long: string;
  papers: number;
}

/** A short form that stands for several things stands for the one that is meant this often. */
const MIN_SHARE = 0.5;

/** The acronyms that the papers of a corpus explain, whatever order those came and went in. */
export class Acronyms {
  readonly #byShort = new Map<string, Pair[]>();
  readonly #byLong = new Map<string, Pair[]>();

  /** Learns from the abstract of a paper. */
  add(abstract: string): void {
    for (const { short, long } of readPairs(abstract)) this.#count(short, long, 1);
  }

  /** Forgets what was learned from an abstract; only for one that was added. */
  remove(abstract: string): void {
    for (const { short, long } of readPairs(abstract)) this.#count(short, long, -1);
  }

  /** What a term stands for, if it is a short form and most papers agree. */
  longForm(term: string): Equivalent | undefined {
    const pairs = this.#byShort.get(term) ?? [];
    // `language model` and `language models` are one long form in two spellings.
    const forms = new Map<string, Pair[]>();
    for (const pair of pairs) addTo(forms, keyOf(pair.long), pair);
    for (const same of forms.values()) {
      const papers = total(same);
      if (papers > total(pairs) * MIN_SHARE) return { text: commonest(same).long, papers };
    }
    return undefined;
  }

  /** The commonest short form of a wording, given by its index terms. */
  shortForm(terms: readonly string[]): Equivalent | undefined {
    const pairs = this.#byLong.get(terms.join(' '));
    if (pairs === undefined) return undefined;
    const { short } = commonest(pairs);
    return { text: short, papers: total(pairs.filter((pair) => pair.short === short)) };
  }

  /** All that was learned, a line each, for `restore`. */
  *lines(): Iterable<string> {
    for (const pairs of this.#byShort.values()) {
      for (const { short, long, papers } of pairs) yield `${short}\t${long}\t${papers}`;
    }
  }

  /** Takes lines that `lines` gave. */
  restore(lines: Iterable<string>): void {
    for (const line of lines) {
      const [short = '', long = '', papers] = line.split('\t');
      this.#count(short, long, Number(papers));
    }
  }

  #count(short: string, long: string, papers: number): void {
    const known = this.#byShort.get(short)?.find((pair) => pair.long === long);
    const pair = known ?? { short, long, papers: 0 };
    pair.papers += papers;
    if (known === undefined) {
      addTo(this.#byShort, short, pair);
      addTo(this.#byLong, keyOf(long), pair);
    } else if (pair.papers === 0) {
      removeFrom(this.#byShort, short, pair);
      removeFrom(this.#byLong, keyOf(long), pair);
    }
  }
}

/** The definitions of an abstract in the form that they are looked up in; each counts once. */
function readPairs(abstract: string): Iterable<{ short: string; long: string }> {
  const pairs = new Map<string, { short: string; long: string }>();
  for (const definition of findDefinitions(abstract)) {
    const short = stem(splitSequence(definition.short).join(''));
    const long = splitSequence(definition.long).join(' ');
    // One word for another, such as a name for its spelling, is no acronym.
    if (short.length > 1 && long.includes(' ')) pairs.set(`${short}\t${long}`, { short, long });
  }
  return pairs.values();
}

/** The index terms of a long form. */
function keyOf(long: string): string {
  return long
    .split(' ')
    .filter((word) => !isStopWord(word))
    .map(stem)
    .join(' ');
}

/** Ties go by the alphabet, so that it does not matter what was learned first. */
function commonest(pairs: readonly Pair[]): Pair {
  return pairs.reduce((best, pair) => (isCommoner(pair, best) ? pair : best));
}

function isCommoner(a: Pair, b: Pair): boolean {
  if (a.papers !== b.papers) return a.papers > b.papers;
  return a.short === b.short ? a.long < b.long : a.short < b.short;
}

function total(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, { papers }) => sum + papers, 0);
}

function addTo(lists: Map<string, Pair[]>, key: string, pair: Pair): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [pair]);
  else list.push(pair);
}

function removeFrom(lists: Map<string, Pair[]>, key: string, pair: Pair): void {
  const left = (lists.get(key) ?? []).filter((other) => other !== pair);
  if (left.length === 0) lists.delete(key);
  else lists.set(key, left);
}
