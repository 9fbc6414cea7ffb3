import type { Embedder } from '../../search/embedding/embedder.ts';
import type { WordMatches } from './match-words.ts';
import type { QuestionProfile, WeighedWord } from './profile-question.ts';
import { type ReadPaper, termsOf } from './read-abstract.ts';
import { dot, unit } from './unit.ts';

/** Whether papers answer a question: yes; perhaps; no. */
export type Verdict = SureVerdict | 'none';

/** A verdict on which something is quoted. */
export type SureVerdict = 'clear' | 'faint';

export interface Evidence {
  readonly verdict: Verdict;
  /** Per paper, in the order in which they were given, how near it comes; from about 0 to 1.1. */
  readonly nearness: readonly number[];
  /** The nearness from which a paper is worth naming beside a refusal. */
  readonly minNearMiss: number;
}

/**
 * How near the nearest of a hundred papers has to come. It refuses most questions of
 * other fields over the seed papers, and none of the judged ones that these answer.
 */
const MIN_NEARNESS = 0.21;

/**
 * By chance alone, the nearest of many papers is nearer than the nearest of few. The bar rises with
 * the square of the logarithm of their number: so do questions of other fields at 84, 11,000 and
 * 156,000 papers.
 */
const RISE = 0.0054;
const PAPERS_OF_MIN_NEARNESS = 100;

/** Nobody chooses a paper that has nothing to do with the question. */
const CHOSEN_SHARE = 0.7;

/** Below this distance above the bar, what is quoted may not be an answer. */
const FAINT = 0.06;
/** Some sentence of a paper comes near to nearly everything. */
const FAINT_BY_SENTENCE = 0.12;
const NEAR_MISS_SHARE = 0.6;

/** What a paper gains that holds all the words of a question beside being near in meaning. */
const COVERAGE = 0.12;

/**
 * The same for words that the embedder has never seen: names, of which the cosine says nothing.
 * Where no paper holds any word of the question, such names count against it as much.
 */
const NAME_COVERAGE = 0.48;

/**
 * In a question of few words every word tells, and papers near the rest of it mislead: those on
 * generating text for “text to music generation”. So it loses some of the meaning that is in words
 * that none of the papers holds, and more of that in words to which they hold nothing alike.
 */
const UNHELD_LOSS = 0.12;
const FOREIGN_LOSS = 0.48;
const FEW_WORDS = 9;
const FOREIGN_MATCH = 0.26;

/** A paper with this share of the telling words, by weight, is on the subject, whatever it means. */
const WHOLE_COVERAGE = 0.95;

/**
 * What the words of a question must weigh together to say what it is about: as much as one that
 * stands in a hundredth of all papers. Below that (“what time is it?”) some paper holds them all,
 * or comes a little near, by chance.
 */
const MIN_TOLD = Math.log(100);

/** What is told of papers besides their texts. */
export interface EvidenceOptions {
  /** Papers among which these were found; all that are held unless told. */
  readonly corpusSize?: number;
  /**
   * Whether one near sentence is enough: where the papers were given, their subject is not in
   * question.
   */
  readonly isBySentence?: boolean;
  /** Whether it asks what a name stands for, be that a common word otherwise. */
  readonly hasName?: boolean;
}

interface EvidenceSources {
  readonly matches: WordMatches;
  readonly embedder: Embedder;
  readonly corpusSize: number;
}

/**
 * Judges whether the papers that were found answer the question at all.
 *
 * This is a signal of its own, not the ranking's score, which orders the papers of one question
 * and says nothing of whether the first one answers: how near papers come in meaning, by
 * embeddings whose scale is the same for every question, with a little for the words that they hold.
 */
export async function weighEvidence(
  question: QuestionProfile,
  papers: readonly ReadPaper[],
  {
    matches,
    embedder,
    corpusSize,
    isBySentence = false,
    hasName = false,
  }: EvidenceSources & EvidenceOptions,
): Promise<Evidence> {
  const terms = papers.map(termsOf);
  // Papers that hold no word of the question can be near by chance: those on dialogue to “bread”.
  const isNamed =
    question.words.length === 0 || terms.some((held) => coveredShare(question, held) > 0);
  const foreign = isNamed ? 0 : NAME_COVERAGE * nameShare(question);
  const loss = question.length <= FEW_WORDS ? await lossOf(question, terms, matches, embedder) : 0;
  const nearness = papers.map(({ embedding, sentences }, i) => {
    const texts = isBySentence
      ? [embedding, ...sentences.map((each) => each.embedding)]
      : [embedding];
    const cosine = Math.max(...texts.map((text) => dot(question.embedding, text)));
    return cosine + coverageBonus(question, terms[i]!) - loss - foreign;
  });
  const best = Math.max(0, ...nearness);
  // Of papers that were given a common word may well ask something.
  const tells =
    isBySentence || hasName || toldBy(question) >= Math.min(MIN_TOLD, Math.log(corpusSize));
  const isCovered = tells && terms.some((held) => coveredShare(question, held) >= WHOLE_COVERAGE);
  const bar = barFor(corpusSize) * (isBySentence ? CHOSEN_SHARE : 1);
  const clear = bar + (isBySentence ? FAINT_BY_SENTENCE : FAINT);
  const faint = tells ? bar : clear;
  const leastVerdict = isCovered ? 'faint' : 'none';
  const verdict = best >= clear && isNamed ? 'clear' : best >= faint ? 'faint' : leastVerdict;
  // “2+2” is near to whatever counts something.
  const isBareNumber = question.words.length > 0 && !question.words.some(isWord);
  return {
    verdict: isBareNumber && !isBySentence ? 'none' : verdict,
    nearness,
    minNearMiss: bar * NEAR_MISS_SHARE,
  };
}

/** The nearness below which no paper of a corpus of this size answers. */
function barFor(corpusSize: number): number {
  const growth = Math.log(Math.max(1, corpusSize / PAPERS_OF_MIN_NEARNESS));
  return MIN_NEARNESS + RISE * growth ** 2;
}

/** Whether it names something: a number alone stands in any paper. */
function isWord({ word }: WeighedWord): boolean {
  return /\p{L}/u.test(word);
}

/** What the words of a question weigh together. */
function toldBy({ words }: QuestionProfile): number {
  return words.filter(isWord).reduce((sum, { weight }) => sum + weight, 0);
}

/** Share of all telling words, by weight, that the embedder has never seen. */
function nameShare({ words, totalWeight }: QuestionProfile): number {
  const names = words.filter(({ embedding }) => embedding === undefined);
  return names.reduce((sum, { weight }) => sum + weight, 0) / totalWeight;
}

function coverageBonus(question: QuestionProfile, held: ReadonlySet<string>): number {
  const known = coveredShare(question, held, (word) => word.embedding !== undefined);
  const names = coveredShare(question, held, (word) => word.embedding === undefined);
  return COVERAGE * known + NAME_COVERAGE * names;
}

/** Share of all telling words, by weight, that are held and counted; bare numbers never are. */
function coveredShare(
  { words, totalWeight }: QuestionProfile,
  held: ReadonlySet<string>,
  counts: (word: WeighedWord) => boolean = () => true,
): number {
  const covered = words.filter((word) => held.has(word.term) && isWord(word) && counts(word));
  return covered.reduce((sum, { weight }) => sum + weight, 0) / totalWeight;
}

/** What nearness loses by words of the question that none of the papers holds. */
async function lossOf(
  { words }: QuestionProfile,
  terms: readonly ReadonlySet<string>[],
  matches: WordMatches,
  embedder: Embedder,
): Promise<number> {
  const known = words.filter(({ embedding }) => embedding !== undefined);
  const held = known.filter(({ term }) => terms.some((paper) => paper.has(term)));
  const unheld = known.filter((word) => !held.includes(word));
  const alike = unheld.filter((word) => {
    const i = words.indexOf(word);
    return [...matches.values()].some((match) => match[i]! >= FOREIGN_MATCH);
  });
  return (
    UNHELD_LOSS * (await changeOfMeaning(known, held, embedder)) +
    FOREIGN_LOSS * (await changeOfMeaning(known, [...held, ...alike], embedder))
  );
}

/**
 * How much meaning changes, from 0 to 1, when only some words are left. 0 when none is: there is
 * then no part that could mislead.
 */
async function changeOfMeaning(
  words: readonly WeighedWord[],
  left: readonly WeighedWord[],
  embedder: Embedder,
): Promise<number> {
  if (left.length === 0 || left.length === words.length) return 0;
  const join = (some: readonly WeighedWord[]) => some.map(({ word }) => word).join(' ');
  const [all, some] = await embedder.embed([join(words), join(left)]);
  return Math.max(0, 1 - dot(unit(all!), unit(some!)));
}
