import { announcesRelease } from '../question/release.ts';
import { introducesName } from './introduces-name.ts';
import type { WordMatches } from './match-words.ts';
import type { QuestionProfile } from './profile-question.ts';
import type { ReadPaper, Sentence } from './read-abstract.ts';
import { dot } from './unit.ts';

/*
 * What each sign counts. Fitted by a listwise regression over questions with a known answer
 * sentence, with held-out folds, then rounded. Meaning was set anew by the ranks of those sentences:
 * in the mean over four models of words, .5 and more is better than less.
 */
const MEANING = 0.6;
const WORDS = 0.45;
/** Abstracts open with what everybody knows and close with what was found. */
const POSITION = 0.14;
const NUMBER = 0.3;
/** “Our code is available at …” shares words with many questions and answers few. */
const RELEASE = 0.15;
const WANTED_RELEASE = 0.4;
const INTRODUCTION = 0.5;

const HOLDS_NUMBER = /\d/;
/**
 * How well each sentence of a paper answers a question; higher is better, comparable within one
 * question.
 *
 * @param name whose introduction is asked for
 */
export function scoreSentences(
  { sentences }: ReadPaper,
  question: QuestionProfile,
  matches: WordMatches,
  name?: string,
): number[] {
  const last = Math.max(1, sentences.length - 1);
  return sentences.map((sentence, i) => {
    const isRelease = announcesRelease(sentence.text);
    return (
      MEANING * dot(question.embedding, sentence.embedding) +
      WORDS * matchedShare(sentence, question, matches) +
      POSITION * (i / last) +
      (question.wantsNumber && HOLDS_NUMBER.test(sentence.text) ? NUMBER : 0) +
      (isRelease ? (question.wantsRelease ? WANTED_RELEASE : -RELEASE) : 0) +
      (name !== undefined && introducesName(sentence.text, name) ? INTRODUCTION : 0)
    );
  });
}

/** Share of the question's words, by weight, that a sentence holds or comes near. */
function matchedShare(
  { words }: Sentence,
  question: QuestionProfile,
  matches: WordMatches,
): number {
  const best = new Float32Array(question.words.length);
  for (const word of words) {
    const match = matches.get(word)!;
    for (let i = 0; i < best.length; i++) if (match[i]! > best[i]!) best[i] = match[i]!;
  }
  const matched = question.words.reduce((sum, { weight }, i) => sum + weight * best[i]!, 0);
  return matched / question.totalWeight;
}
