/** One word with a capital, digit or plus sign where ordinary words have none: LeTI, DPO, CodeT5+. */
const NAME = /^(?=.{2,24}$)[\p{L}\p{N}][\p{L}\p{N}+.-]*(?:\p{Lu}|\p{N}|\+)[\p{L}\p{N}+.-]*$/u;

/** Whether a text is one word that looks like the name of a method, model or benchmark. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** The name that a title begins with, as in “LeTI: Learning to Generate …”. */
export function nameInTitle(title: string): string | undefined {
  const name = /^(\S+):\s/u.exec(title)?.[1];
  return name !== undefined && isName(name) ? name : undefined;
}
