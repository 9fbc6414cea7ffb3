import { splitSequence } from '../../search/words.ts';

/** What somebody says who asks nothing of the papers. */
export type SmallTalkKind = 'greeting' | 'thanks' | 'farewell' | 'help';

const GREETINGS =
  'hi hello hey hiya yo howdy hallo moin greetings good morning afternoon evening day sup';
const THANKS =
  'thanks thank thx ty tysm cheers merci danke great nice cool awesome perfect ok okay got it lol wow helpful super good';
const FAREWELLS = 'bye goodbye cya ciao see later good night';
const HELP = 'help usage commands instructions manual';

/** Words that may stand around them. */
const AROUND =
  'you so very much a lot all for the that this there everyone everybody bot papercord again man folks guys friend my and oh to please pls me well how are doing today its it was is';

const WORDS: readonly (readonly [SmallTalkKind, ReadonlySet<string>])[] = (
  [
    ['greeting', GREETINGS],
    ['thanks', THANKS],
    ['farewell', FAREWELLS],
    ['help', HELP],
  ] as const
).map(([kind, words]) => [kind, new Set(words.split(' '))]);
const AROUND_WORDS = new Set(AROUND.split(' '));

/** What people ask of the bot itself, in folded words. */
const ASKS_OF_BOT = new RegExp(
  `^(?:so |and )?(?:${[
    'what (?:can|do) you (?:do|know|answer)',
    '(?:who|what) are you',
    'who (?:made|built|wrote|created|runs) (?:you|this bot)',
    'what(?: is)? your name',
    'are you (?:an? )?(?:ai|bot|chatbot|robot|machine|human|person|real|there)',
    '(?:how many|what|which) papers (?:do you (?:have|hold|know)|are there)',
    'what is this(?: bot)?',
    'how (?:do|does|can) (?:i|this|it|you)(?: bot)? (?:use|work|ask)(?: (?:you|this|it|questions?|this bot))?',
    'what (?:can|should|may) i ask(?: you)?',
    'can you help(?: me)?|help me|i need help',
  ].join('|')})$`,
);

const OPENING_GREETING =
  /^(?:(?:hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening))(?: (?:there|everyone|all|bot|papercord))?|thanks(?: a lot| so much)?|thank you(?: so much| very much)?)\s*[,!.:;-]+\s*/iu;

/**
 * The kind of a message that is small talk and nothing else; one without a single word counts as
 * a greeting. `undefined` when something is asked.
 */
export function smallTalkKind(text: string): SmallTalkKind | undefined {
  const words = splitSequence(text);
  if (words.length === 0) return 'greeting';
  if (asksOfBot(text)) return 'help';
  const kinds = WORDS.filter(([, own]) => words.some((word) => own.has(word)));
  const isNothingElse = words.every(
    (word) => AROUND_WORDS.has(word) || kinds.some(([, own]) => own.has(word)),
  );
  return isNothingElse ? kinds[0]?.[0] : undefined;
}

/** Whether somebody asks of the bot itself, whatever was said before. */
export function asksOfBot(text: string): boolean {
  return ASKS_OF_BOT.test(splitSequence(text).join(' '));
}

/** A question without the greeting or thanks that it opens with. */
export function withoutGreeting(text: string): string {
  return text.replace(OPENING_GREETING, '');
}
