import { tellingWords } from './telling-words.ts';
import { WORKS } from './works.ts';

/** Words of a question that may name who wrote papers. */
export interface AuthorMention {
  /** One or several names as they were typed; all of them wrote the papers. */
  readonly names: readonly string[];
  /** Whether the question is for papers by somebody, even where nobody here has that name. */
  readonly isCertain: boolean;
  /** The text without the names and what joins them to it. */
  readonly rest: string;
}

interface Form {
  readonly pattern: RegExp;
  /** Names of fewer words are common words as often. */
  readonly minWords: number;
  /** Whether what stands there can hardly be anything but a name, if nothing else is said before. */
  readonly isPlain: boolean;
}

const NAME = String.raw`(?<name>\p{L}\S*(?:\s+\S+){0,6}?)`;
/** The same where it ends rather than begins: `show me Heng Ji’s papers`. */
const NAME_BEFORE = String.raw`(?<name>\p{L}[\p{L}\p{M}.-]*(?:\s+\p{L}[\p{L}\p{M}.-]*){0,5})`;
const END = String.raw`(?=\s+(?:on|about|in|from|of|since|after|before|until|during|that|which|who|regarding|for|where|published|written|at|to|using)\b|\s*[?!;:]|\s*,\s|\s*$)`;
const WROTE = '(?:(?:co-?)?(?:written|wrote|authored)|published|released)';
const BY = String.raw`(?:${WROTE}\s+)?by`;

const FORMS: readonly Form[] = (
  [
    // “papers (written) by X”, “any work you have by X”; not “does it work by …”
    [
      String.raw`(?<!\b(?:do|does|did|can|could|will|would|to|it|this|that|they|you|we|I)\s+)\b${WORKS}\s+(?:(?:do\s+)?you have\s+|(?:are|is) there\s+|(?:that|which) (?:was|were|are|is)\s+)?${BY}\s+${NAME}${END}`,
      1,
      true,
    ],
    // “anything by X”, “and by X?”
    [
      String.raw`^(?:(?:and|but|or|only|just|what about|how about|is there|do you have|got|show me|anything|something|everything|all|those|these|the ones)\s+)*${BY}\s+${NAME}${END}`,
      1,
      true,
    ],
    // “papers on reward models by X”
    [String.raw`\b${WORKS}(?<keep>\b.*)\s${BY}\s+${NAME}${END}`, 1, false],
    // “what did X publish”, “has X written anything”
    [
      String.raw`\b(?:(?:what|which)\s+(?:${WORKS}\s+)?|how many\s+${WORKS}\s+)?(?:did|has|have|had|does|do)\s+${NAME}\s+(?:ever\s+|recently\s+|also\s+)?(?:publish(?:ed)?|writt?en?|wrote|(?:co-?)?author(?:ed)?|work(?:ed|ing)? on|been (?:working|writing) on)\b`,
      1,
      true,
    ],
    [String.raw`\b(?:do|does|has|have)\s+${NAME}\s+(?:have|got)\s+(?=.*\b${WORKS}\b)`, 1, false],
    // “X’s papers”
    [String.raw`${NAME_BEFORE}['’]s?\s+(?:own\s+|other\s+)?${WORKS}\b`, 1, false],
    // “papers that X wrote”
    [
      String.raw`\b${WORKS}\s+(?:that\s+|which\s+)?${NAME}\s+(?:has\s+|have\s+)?${WROTE}\b`,
      1,
      false,
    ],
    // “papers from X”, “author: X”
    [String.raw`\b${WORKS}\s+(?:from|of)\s+${NAME}${END}`, 2, false],
    [
      String.raw`\b(?:with\s+)?authors?(?:\s+(?:is|named|called))?\s*:?\s*["“]?${NAME}["”]?${END}`,
      1,
      false,
    ],
    // “who is X?”, “what about X?”, “X papers on …”, “X”
    [
      String.raw`^(?:(?:and|but|so|only|just|show me|find|who is|who['’]s|who was|what about|how about|from|with)\s+)*${NAME}(?:\s+${WORKS}\b|\s*$)`,
      2,
      false,
    ],
  ] as const
).map(([source, minWords, isPlain]) => ({ pattern: new RegExp(source, 'iu'), minWords, isPlain }));

/** More than these cannot be one person's name, nor be looked up for nothing. */
const MAX_MENTIONS = 24;

/**
 * Finds where a question may name authors, by its form alone, the likeliest first. Whether anybody
 * has such a name, and so whether it is one, only the papers can tell.
 *
 * @param text without the words that `readDates` takes
 */
export function readAuthors(text: string): readonly AuthorMention[] {
  const bare = text.trim().replace(/[\s?!.…]+$/u, '');
  const mentions = FORMS.flatMap((form) => readForm(bare, form));
  return mentions.slice(0, MAX_MENTIONS);
}

function readForm(text: string, { pattern, minWords, isPlain }: Form): AuthorMention[] {
  const match = pattern.exec(text);
  if (match === null) return [];
  const { name = '', keep = '' } = match.groups ?? {};
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const words = name.split(/\s+/);
  const isCertain = isPlain && tellingWords(before).length === 0;
  const mention = (from: number, to: number): AuthorMention => ({
    names: splitNames(words.slice(from, to).join(' ')),
    isCertain: isCertain && to - from === words.length,
    rest: [before, keep, ...words.slice(0, from), ...words.slice(to), after]
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join(' '),
  });
  // A name may run on into the subject (“Hao Peng code generation”), or begin behind a request.
  const shorter = Array.from({ length: Math.max(0, words.length - 2) }, (_, i) => i + 1);
  return [
    mention(0, words.length),
    ...shorter.map((less) => mention(0, words.length - less)),
    ...shorter.map((less) => mention(less, words.length)),
  ].filter(
    ({ names }) =>
      names.length > 0 &&
      names.every((one) => tellingWords(one).length > 0) &&
      names.join(' ').split(/\s+/).length >= (isCertain || isCapital(name) ? minWords : 2),
  );
}

/** “Does it work by chance?” asks for no paper by Chance. */
function isCapital(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

function splitNames(text: string): string[] {
  return text
    .split(/\s+(?:and|&)\s+/i)
    .map((name) => name.replace(/^[^\p{L}]+|[^\p{L}.]+$/gu, ''))
    .filter((name) => name !== '');
}
