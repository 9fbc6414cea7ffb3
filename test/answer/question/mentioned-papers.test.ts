import { describe, expect, it } from 'vitest';
import { findMentionedPapers } from '../../../src/answer/question/mentioned-papers.ts';

const TITLE = 'Nash Learning from Human Feedback';
const isTitle = (text: string) => text === TITLE;

describe('findMentionedPapers', () => {
  it.each([
    ['2305.10314', ['2305.10314'], ''],
    ['what does (arXiv:2305.10314v2) say?', ['2305.10314'], 'what does say?'],
    ['<https://arxiv.org/abs/2305.10314> on code', ['2305.10314'], 'on code'],
    ['2305.10314 vs https://huggingface.co/papers/2402.01878.', ['2305.10314', '2402.01878'], 'vs'],
    ['2305.10314 and 2305.10314', ['2305.10314'], 'and'],
    [`what is “${TITLE}” about?`, [TITLE], 'what is about?'],
  ])('finds the papers of “%s”', (text, references, rest) => {
    expect(findMentionedPapers(text, isTitle)).toEqual({ references, text: rest });
  });

  it.each([
    ['is https://example.org/2305 useful?', 'is useful?'],
    ['<@123456789012345678> what is DPO? <:blob:42>', 'what is DPO?'],
    ['what is “something that nobody wrote”?', 'what is “something that nobody wrote”?'],
    ['in 2023 it was 0.5', 'in 2023 it was 0.5'],
  ])('finds none in “%s”', (text, rest) => {
    expect(findMentionedPapers(text, isTitle)).toEqual({ references: [], text: rest });
  });
});
