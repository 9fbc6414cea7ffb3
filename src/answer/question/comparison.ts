import { tellingWords } from './telling-words.ts';

/** Two things that a question holds against each other. */
export interface Comparison {
  readonly sides: readonly [string, string];
  /** What is said behind them: “for summarization”; empty when nothing is. */
  readonly context: string;
}

/** Each with the one side and the other. */
const FORMS = [
  /^(.+?)\s+(?:vs|versus|v\.s)\b\.?\s+(.+)$/i,
  /\b(?:compare|comparing|comparison (?:of|between))\s+(.+?)\s+(?:with|to|and|against)\s+(.+)$/i,
  /\b(?:differences?|choose|choosing|choice|trade-?offs?)\s+between\s+(.+?)\s+and\s+(.+)$/i,
  /\bhow\s+(?:does|do|is|are)\s+(.+?)\s+(?:(?:differ|different)\s+from|compare\s+(?:to|with|against))\s+(.+)$/i,
];

/** What may stand before the first side. */
const BEFORE =
  /^(?:(?:and|so|what|what['’]s|which|is|about|how|better|the|difference|between)\s*[,:]?\s+)+/i;

/** Begins what is said of both sides. */
const CONTEXT = /\s+(?:for|in|on|when|under|with|as)\s+.*$/i;

/** Longer sides are clauses, and a “vs” between clauses compares no two things. */
const MAX_SIDE_WORDS = 4;

/**
 * The two sides of a question such as “DPO vs PPO for chat”; `undefined` for any other question.
 *
 * @param added what was said of both sides later: “which is cheaper?”
 */
export function readComparison(text: string, added = ''): Comparison | undefined {
  const bare = text.trim().replace(/[\s?!.…]+$/u, '');
  for (const form of FORMS) {
    const match = form.exec(bare);
    if (!match) continue;
    const [, before = '', after = ''] = match;
    const context = `${CONTEXT.exec(after)?.[0] ?? ''} ${added}`.trim();
    const left = trimSide(before.replace(BEFORE, ''));
    const right = trimSide(after.replace(CONTEXT, ''));
    if (isSide(left) && isSide(right) && left.toLowerCase() !== right.toLowerCase()) {
      return { sides: [left, right], context };
    }
  }
  return undefined;
}

function trimSide(text: string): string {
  return text.replace(/^[\s"“'‘,:;(]+|[\s"”'’,:;)]+$/gu, '');
}

function isSide(text: string): boolean {
  return text.split(/\s+/).length <= MAX_SIDE_WORDS && tellingWords(text).length > 0;
}
