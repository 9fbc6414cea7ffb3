import { texToUnicode } from '../../corpus/tex-to-unicode.ts';

/** “One” is left out: it is a pronoun more often than a number. */
const WORDS = new Map<string, number>(
  Object.entries({
    ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
    ...{ eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50 },
    ...{ sixty: 60, seventy: 70, eighty: 80, ninety: 90, twice: 2, thrice: 3 },
    ...{ double: 2, doubles: 2, doubled: 2, triple: 3, triples: 3, tripled: 3 },
    ...{ half: 0.5, halves: 0.5, halved: 0.5 },
  }),
);

const SCALES = new Map<string, number>(
  Object.entries({
    ...{ hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
    ...{ k: 1e3, m: 1e6, b: 1e9, t: 1e12 },
  }),
);

const SCALE_WORD = 'hundred|thousand|million|billion|trillion';
const NUMBER = new RegExp(
  `(?:(?<digits>(?:(?<![\\p{L}\\p{N}])\\.)?\\p{N}+(?:[.,]\\p{N}+)*)|` +
    `(?<!\\p{L})(?<word>${[...WORDS.keys()].join('|')})(?!\\p{L}))` +
    `(?:(?<letter>[kmbt])(?![\\p{L}\\p{N}])|[\\s-](?<scale>${SCALE_WORD})s?(?!\\p{L}))?` +
    `|(?<!\\p{L})(?<alone>${SCALE_WORD})s?(?!\\p{L})`,
  'giu',
);

/**
 * The numbers of a text, each in one form: `7B`, `7 billion` and `7,000,000,000` are the same, and
 * so are `.70` and `0.7`, `three` and `3`. TeX is read both as it stands and as it is set.
 */
export function numbersIn(text: string): Set<string> {
  const numbers = new Set<string>();
  const written = text.replaceAll('{,}', ',');
  for (const version of new Set([written, texToUnicode(written)])) {
    for (const { groups } of version.normalize('NFKC').matchAll(NUMBER)) {
      const { digits, word, letter, scale, alone } = groups!;
      if (alone !== undefined) numbers.add(alone.toLowerCase());
      else numbers.add(canonicalNumber(digits ?? word!, letter ?? scale));
    }
  }
  return numbers;
}

function canonicalNumber(written: string, scale: string | undefined): string {
  const factor = SCALES.get(scale?.toLowerCase() ?? '') ?? 1;
  const value = WORDS.get(written.toLowerCase()) ?? readDigits(written);
  // Digits of other scripts, and dates such as 1.2.2023, are compared as they are written.
  return Number.isNaN(value) ? written : String(Number((value * factor).toPrecision(12)));
}

/** A comma before three digits parts thousands; any other stands where many write a point. */
function readDigits(digits: string): number {
  return Number(digits.replace(/,(?=\p{N}{3}(?!\p{N}))/gu, '').replace(',', '.'));
}
