import type { Verdict } from './weigh-evidence.ts';

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** A number as a word, up to nine. */
export function spell(count: number): string {
  return NUMBERS[count] ?? String(count);
}

/** “One paper”, “Three papers”. */
export function countPapers(count: number): string {
  return `${spell(count)} ${count === 1 ? 'paper' : 'papers'}`;
}

/** “Three papers speak to this.”, or may do so. */
export function leadOfPapers(count: number, verdict: Verdict): string {
  if (verdict !== 'clear') return sentence(`${countPapers(count)} may speak to this.`);
  return sentence(`${countPapers(count)} ${count === 1 ? 'speaks' : 'speak'} to this.`);
}

/** Text with a capital in front. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Words of a person, without what could be a mention, a link or markup. */
export function plainWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M} +.'’-]+/gu, ' ').trim();
}
