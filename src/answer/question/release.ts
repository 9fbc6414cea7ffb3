/** What can be released, and what is said when it is. */
const RELEASED =
  '(?:code|data|datasets?|models?|checkpoints?|weights|implementations?|benchmarks?)';

const ASKS_FOR_RELEASE = new RegExp(
  [
    String.raw`\b(?:git ?hub|repo|repositor(?:y|ies)|open[- ]?sourc(?:ed|es|ing))\b`,
    String.raw`\b(?:releas\w+|shared?|publish\w*|publicly|available|download\w*)\b.{0,40}\b${RELEASED}\b`,
    String.raw`\b${RELEASED}\b.{0,40}\b(?:released|available|download\w*|publicly|online)\b`,
    String.raw`\bpapers? (?:that )?(?:with|have|having) (?:\w+ )?(?:code|checkpoints?|weights)\b`,
  ].join('|'),
  'i',
);

/** How abstracts say it, in whatever words it is asked for. */
export const RELEASE_WORDS = 'code available GitHub open-sourced';

/** Whether a question asks for something to download: “which papers release code?” */
export function asksForRelease(text: string): boolean {
  return ASKS_FOR_RELEASE.test(text);
}

const IS_RELEASE =
  /https?:\/\/|\b(?:codes?|data(?:sets?)?|models?|checkpoints?|weights|materials?|tools?|implementations?)\b.*\b(?:available|released|open[- ]?sourced)\b|\b(?:release|open[- ]?sourced)\b.*\b(?:codes?|models?|data(?:sets?)?|weights|benchmarks?)\b/i;

/** Whether a sentence says where code, data or a model can be had. */
export function announcesRelease(sentence: string): boolean {
  return IS_RELEASE.test(sentence);
}
