import { type ReadablePaper, readPaper } from '../search/meets-condition.ts';
import { nextTurn } from '../search/next-turn.ts';
import type { NamedTest } from './compile-wish.ts';
import type { AnnouncedPaper } from './match-papers.ts';

/** An announced paper whose texts are ready to be held against conditions. */
export interface Candidate extends AnnouncedPaper {
  readonly readable: ReadablePaper;
}

/** Announced papers, ready to be held against many wishes. */
export interface Candidates {
  readonly all: readonly Candidate[];
  /** The places of those that meet a condition. */
  meeting(test: NamedTest): readonly number[];
}

/** Tests whose papers are remembered: what many exclude, as “survey”, is looked for once. */
const MAX_REMEMBERED = 2_000;

/** Papers whose texts are taken apart in one turn of the event loop, some milliseconds. */
const PAPERS_A_TURN = 32;

/** Takes the papers' texts apart, and notes which papers hold which term. */
export async function takeCandidates(announced: readonly AnnouncedPaper[]): Promise<Candidates> {
  const all: Candidate[] = [];
  const holders = new Map<string, number[]>();
  for (const each of announced) {
    const readable = readPaper(each.paper);
    for (const term of readable.terms('text')) {
      const places = holders.get(term);
      if (places === undefined) holders.set(term, [all.length]);
      else places.push(all.length);
    }
    all.push({ ...each, readable });
    if (all.length % PAPERS_A_TURN === 0) await nextTurn();
  }
  const everywhere = all.map((_, place) => place);

  /** The fewest papers among which all must be that hold these terms. */
  function likely(terms: readonly string[]): readonly number[] {
    return terms
      .map((term) => holders.get(term) ?? [])
      .reduce((fewest, places) => (places.length < fewest.length ? places : fewest), everywhere);
  }

  const remembered = new Map<string, readonly number[]>();

  return {
    all,
    meeting({ key, holds, terms }) {
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const places = likely(terms).filter((place) => holds(all[place]!.readable));
      if (remembered.size < MAX_REMEMBERED) remembered.set(key, places);
      return places;
    },
  };
}
