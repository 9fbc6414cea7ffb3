import { describe, expect, it } from 'vitest';
import { readDates } from '../../../src/answer/question/read-dates.ts';

describe('readDates', () => {
  it.each([
    ['papers from 2024', { from: 2024, to: 2024 }, 'papers'],
    ['2024 papers on RLHF', { from: 2024, to: 2024 }, 'papers on RLHF'],
    ['papers published in the year 2023', { from: 2023, to: 2023 }, 'papers published'],
    ['work since 2022 on robots', { from: 2022 }, 'work on robots'],
    ['papers from 2022 onwards', { from: 2022 }, 'papers'],
    ['papers after 2022', { from: 2023 }, 'papers'],
    ['papers before 2022', { to: 2021 }, 'papers'],
    ['papers until 2022', { to: 2022 }, 'papers'],
    ['papers from 2022 to 2024', { from: 2022, to: 2024 }, 'papers'],
    ['papers between 2024 and 2022', { from: 2022, to: 2024 }, 'papers'],
    ['papers from 2022–2024', { from: 2022, to: 2024 }, 'papers'],
  ])('reads the years of “%s”', (text, years, rest) => {
    expect(readDates(text)).toEqual({ years, isNewest: false, rest });
  });

  it.each([
    ['latest papers', 'papers'],
    ['the most recent work on robots', 'work on robots'],
    ['newest reward model papers', 'reward model papers'],
    ['what’s new on reward hacking', 'on reward hacking'],
    ['anything new', ''],
    ['and the newest', 'and'],
    ['papers published recently on RLHF', 'papers published on RLHF'],
  ])('takes “%s” for a question of the latest', (text, rest) => {
    expect(readDates(text)).toEqual({ isNewest: true, rest });
  });

  it.each([
    'does a new loss help?',
    'what is the state of the art?',
    'trained on 2048 GPUs',
    'a score of 2024.5 points',
    'how recent is the data of the model?',
  ])('reads nothing into “%s”', (text) => {
    expect(readDates(text)).toEqual({ isNewest: false, rest: text });
  });
});
