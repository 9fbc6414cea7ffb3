import type { Paper } from '../../corpus/paper.ts';
import { calibrateMeaning, uncalibratedMeaning } from '../calibrate-meaning.ts';
import { drawSample, type SamplePaper } from '../calibration-sample.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { RankingWeights } from '../ranking-weights.ts';
import {
  numbersSection,
  readNumbers,
  type Section,
  type SectionSource,
} from '../snapshot/sections.ts';
import { decodeStrings, encodeStrings } from '../snapshot/string-blocks.ts';
import { isStopWord, stem } from '../terms.ts';
import { splitWords } from '../words.ts';

/** The papers that an index holds. */
interface HeldPapers {
  readonly size: number;
  get(id: string): Paper | undefined;
  papers(): Iterable<Paper>;
}

/** How much meaning counts beside words in the papers of an index, kept up as papers come and go. */
export class MeaningShare {
  readonly #embedder: Embedder;
  readonly #held: HeldPapers;
  /** `undefined` while nothing tells. */
  #share: number | undefined;
  /** The papers to calibrate by, of all that are held. */
  #sample: readonly SamplePaper[] = [];
  /** Whether the share is what the sample gives. */
  #isCalibrated = true;
  /** How many changes have begun and not ended. */
  #changes = 0;
  /** Updates go one after the other: each begins with the sample that the one before has left. */
  #lastUpdate: Promise<unknown> = Promise.resolve();

  constructor(embedder: Embedder, held: HeldPapers) {
    this.#embedder = embedder;
    this.#held = held;
  }

  /**
   * How much the cosine counts for a query, from 0 to 1: the corpus' share, less for a query of
   * whose telling words the embedder knows few.
   */
  forQuery(
    query: string,
    idf: (term: string) => number,
    { meaning, isMeaningPerQuery }: RankingWeights,
  ): number {
    const share = meaning ?? this.#share ?? uncalibratedMeaning(this.#held.size);
    if (!isMeaningPerQuery) return share;
    let known = 0;
    let all = 0;
    for (const word of new Set(splitWords(query))) {
      if (isStopWord(word)) continue;
      const weight = idf(stem(word));
      all += weight;
      if (this.#embedder.knows(word)) known += weight;
    }
    return all === 0 ? share : (share * known) / all;
  }

  /**
   * To be called before papers are added or removed: until it has ended, after `update`, what is saved
   * says nothing of the papers.
   *
   * @returns ends it
   */
  beginChange(): () => void {
    this.#changes++;
    return () => {
      this.#changes--;
    };
  }

  /**
   * Calibrates anew if need be, by the papers that are held when it comes to it.
   *
   * @param changed ids of papers that were added, or have replaced others
   * @throws when a remote model is away; the share stays as it was, and the next update tries again
   */
  update(changed: readonly string[]): Promise<void> {
    const done = this.#lastUpdate.then(() => this.#update(changed));
    this.#lastUpdate = done.catch(() => {});
    return done;
  }

  async #update(changed: readonly string[]): Promise<void> {
    const before = this.#sample;
    const sample = await this.#draw(changed);
    const isSame =
      sample.length === before.length && sample.every(({ paper }, i) => paper === before[i]?.paper);
    if (isSame && this.#isCalibrated) return;
    this.#sample = sample;
    this.#isCalibrated = false;
    this.#share = await calibrateMeaning(sample, this.#embedder);
    this.#isCalibrated = true;
  }

  /** As `drawSample` of all papers, which it looks through only when one of the sample has gone. */
  async #draw(changed: readonly string[]): Promise<SamplePaper[]> {
    const ids = this.#sample.map(({ paper }) => paper.id);
    const kept = this.#sample.filter(({ paper }) => this.#held.get(paper.id) === paper);
    const keptIds = new Set(kept.map(({ paper }) => paper.id));
    const left = await drawSample(this.#heldOf(ids, keptIds), kept);
    const isWhole = this.#isCalibrated && left.length === ids.length;
    return isWhole
      ? drawSample(this.#heldOf(changed, new Set(ids)), left)
      : drawSample(this.#held.papers());
  }

  /** Each once. */
  *#heldOf(ids: readonly string[], except: ReadonlySet<string>): Iterable<Paper> {
    for (const id of new Set(ids)) {
      const paper = except.has(id) ? undefined : this.#held.get(id);
      if (paper !== undefined) yield paper;
    }
  }

  /** The share and what it rests on, for `restore`. */
  *sections(): Iterable<Section> {
    const sample = this.#isCalibrated && this.#changes === 0 ? this.#sample : [];
    yield numbersSection(
      'meaning share',
      Float64Array.from(this.#share === undefined ? [] : [this.#share]),
    );
    yield { name: 'sample', chunks: encodeStrings(sample.map(({ paper }) => paper.id)) };
  }

  /** Takes the share of a snapshot, when its papers are held again; `update` comes after it. */
  async restore(source: SectionSource): Promise<void> {
    [this.#share] = await readNumbers(source, 'meaning share', Float64Array);
    for await (const ids of source.chunks('sample')) {
      this.#sample = await drawSample(
        decodeStrings(ids).flatMap((id) => this.#held.get(id) ?? []),
        this.#sample,
      );
    }
    this.#isCalibrated = this.#sample.length > 0;
  }
}
