import type { Paper } from '../../corpus/paper.ts';
import { calibrateMeaning, drawSample, uncalibratedMeaning } from '../calibrate-meaning.ts';
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
  #sample: readonly Paper[] = [];
  /** Whether the share is what the sample gives. */
  #isCalibrated = true;

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
   * Calibrates anew if need be.
   *
   * @param changed papers that were added, or have replaced others
   * @throws when a remote model is away; the share stays as it was, and the next update tries again
   */
  async update(changed: readonly Paper[]): Promise<void> {
    const before = this.#sample;
    const sample = this.#draw(changed);
    const isSame =
      sample.length === before.length && sample.every((paper, i) => paper === before[i]);
    if (isSame && this.#isCalibrated) return;
    this.#sample = sample;
    this.#isCalibrated = false;
    const share = await calibrateMeaning(sample, this.#embedder);
    // A later update may have drawn another sample meanwhile.
    if (this.#sample !== sample) return;
    this.#share = share;
    this.#isCalibrated = true;
  }

  /** As `drawSample` of all papers, which it looks through only when one of the sample has gone. */
  #draw(changed: readonly Paper[]): Paper[] {
    const [drawn, changedIds] = [this.#sample, changed].map(
      (papers) => new Set(papers.map(({ id }) => id)),
    );
    const kept = this.#sample.filter(({ id }) => !changedIds!.has(id) && this.#held.get(id));
    const left = drawSample([...kept, ...changed.filter(({ id }) => drawn!.has(id))]);
    const isWhole = this.#isCalibrated && left.length === this.#sample.length;
    return drawSample(isWhole ? [...kept, ...changed] : this.#held.papers());
  }

  /** The share and what it rests on, for `restore`. */
  *sections(): Iterable<Section> {
    const sample = this.#isCalibrated ? this.#sample : [];
    yield numbersSection(
      'meaning share',
      Float64Array.from(this.#share === undefined ? [] : [this.#share]),
    );
    yield { name: 'sample', chunks: encodeStrings(sample.map(({ id }) => id)) };
  }

  /** Takes the share of a snapshot, when its papers are held again; `update` comes after it. */
  async restore(source: SectionSource): Promise<void> {
    [this.#share] = await readNumbers(source, 'meaning share', Float64Array);
    for await (const ids of source.chunks('sample')) {
      this.#sample = decodeStrings(ids).flatMap((id) => this.#held.get(id) ?? []);
    }
    this.#isCalibrated = this.#sample.length > 0;
  }
}
