/**
 * The limits of Discord that the bot can meet, in code points, which is how Discord counts.
 *
 * `check-message.ts` holds every outgoing message against them; cards are budgeted so that the
 * check never has anything to say.
 */
export const limits = {
  messageChars: 2_000,
  /** Components of one message, nested ones counted. */
  components: 40,
  /** Over all text displays of one message. */
  textDisplayChars: 4_000,
  customIdChars: 100,
  buttonsInRow: 5,
  buttonLabelChars: 80,
  linkUrlChars: 512,
  selectOptions: 25,
  selectOptionChars: 100,
  selectPlaceholderChars: 150,
  choices: 25,
  choiceChars: 100,
  embeds: 10,
  embedTitleChars: 256,
  embedDescriptionChars: 4_096,
  embedFooterChars: 2_048,
  embedUrlChars: 2_048,
  /** Titles, descriptions and footers of all embeds of one message together. */
  embedsChars: 6_000,
  threadNameChars: 100,
  forumTags: 5,
  /** Of a form, and of the label above one of its inputs. */
  formTitleChars: 45,
  placeholderChars: 100,
  /** Our own: a question is as long as a message. */
  questionChars: 2_000,
} as const;

/** The length of a text as Discord counts it. */
export function countChars(text: string): number {
  let chars = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1))) chars -= 1;
  }
  return chars;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
