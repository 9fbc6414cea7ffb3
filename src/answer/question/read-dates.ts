import { WORKS } from './works.ts';

/** Which papers are wanted by when they came out. */
export interface ReadDates {
  /** Both count; a side that is left out is open. Absent when no year is named. */
  readonly years?: { readonly from?: number; readonly to?: number };
  /** Whether the latest are asked for. */
  readonly isNewest: boolean;
  /** The text without the words that say so. */
  readonly rest: string;
}

const YEAR = '((?:19|20)\\d{2})(?![\\d.]*\\d)';
const THE_YEAR = String.raw`(?:the\s+years?\s+)?${YEAR}`;

type Years = NonNullable<ReadDates['years']>;

/** Ways to name years, the longer ones first: “from 2022 to 2024” is more than “from 2022”. */
const YEAR_FORMS: readonly (readonly [RegExp, (first: number, second: number) => Years])[] = [
  [
    new RegExp(
      String.raw`\b(?:(?:from|in|during|between|of)\s+)${THE_YEAR}\s*(?:to|until|till|through|and|[-–—]|\.{2,3}|…)\s*${YEAR}`,
      'iu',
    ),
    (a, b) => ({ from: Math.min(a, b), to: Math.max(a, b) }),
  ],
  [
    new RegExp(String.raw`\b(?:since\s+${THE_YEAR}|from\s+${THE_YEAR}\s+on(?:wards?)?)`, 'iu'),
    (from) => ({ from }),
  ],
  [new RegExp(String.raw`\b(?:after|later than)\s+${THE_YEAR}`, 'iu'), (a) => ({ from: a + 1 })],
  [
    new RegExp(String.raw`\b(?:before|earlier than|older than)\s+${THE_YEAR}`, 'iu'),
    (a) => ({ to: a - 1 }),
  ],
  [new RegExp(String.raw`\b(?:until|till|up to)\s+${THE_YEAR}`, 'iu'), (to) => ({ to })],
  [
    new RegExp(String.raw`\b(?:from|in|of|during|for)\s+${THE_YEAR}`, 'iu'),
    (a) => ({ from: a, to: a }),
  ],
  [new RegExp(String.raw`\b${YEAR}(?=\s+${WORKS}\b)`, 'iu'), (a) => ({ from: a, to: a })],
];

const LATEST = '(?:latest|newest|freshest|(?:the )?most recent)';
const NEWEST_FORMS = [
  // “newest papers”, “latest three papers”, “recent reward model papers”
  new RegExp(
    String.raw`\b(?:the\s+)?(?:${LATEST}|recent(?:ly published)?|new)(?=\s+(?:\S+\s+){0,3}?${WORKS}\b)`,
    'iu',
  ),
  // “what’s new on …”, “anything new?”
  /^(?:so\s+|and\s+)?(?:what(?:['’]s| is| are)|anything|something)\s+(?:the\s+)?(?:new|latest|newest|most recent)(?=\s+(?:on|in|about|from|by|with|regarding)\b|\s*$)/iu,
  // “latest on …”, “and the newest?”, “which of them is the most recent?”
  new RegExp(String.raw`^(?:the\s+)?${LATEST}(?=\s+(?:on|in|about|from|by)\b)`, 'iu'),
  new RegExp(String.raw`\b(?:the\s+)?${LATEST}(?:\s+(?:ones?|of (?:them|these|those)))?\s*$`, 'iu'),
  new RegExp(String.raw`(?<=\b${WORKS}\b.*)\b(?:most recently|recently|lately)\b`, 'iu'),
];

/** Reads which years are named, and whether the latest are asked for. */
export function readDates(text: string): ReadDates {
  let rest = text;
  let years: Years | undefined;
  for (const [form, toYears] of YEAR_FORMS) {
    const match = form.exec(rest);
    if (match === null) continue;
    const [first, second] = match.slice(1).filter((year) => year !== undefined);
    years = toYears(Number(first), Number(second));
    rest = without(rest, match);
    break;
  }
  const newest = NEWEST_FORMS.map((form) => form.exec(rest)).find((match) => match !== null);
  if (newest) rest = without(rest, newest);
  return { ...(years && { years }), isNewest: newest !== undefined, rest };
}

function without(text: string, match: RegExpExecArray): string {
  const end = match.index + match[0].length;
  return `${text.slice(0, match.index)} ${text.slice(end)}`.replace(/\s+/g, ' ').trim();
}
