import type { Paper } from '../corpus/paper.ts';
import { nextTurn } from '../search/next-turn.ts';
import type { TopicScorer } from '../search/topic-scorer.ts';
import type { Announcement } from '../store/paper-store.ts';
import type { Wish } from '../store/subscription-store.ts';
import { type Candidates, takeCandidates } from './candidates.ts';
import { type CompiledWish, compileWish } from './compile-wish.ts';
import { explainMatch } from './explain-match.ts';

/** A paper as a source announced it. */
export interface AnnouncedPaper {
  readonly paper: Paper;
  /** Name of the source; empty for a paper of the corpus, which none announced. */
  readonly source: string;
  readonly announcement: Announcement;
}

/** Whether a paper is what somebody wished for, and why; the reason is for people. */
export interface Verdict {
  readonly isMatch: boolean;
  readonly reason: string;
  /** Of the topic, from 0 to 1; absent when there is none, and when it is no match. */
  readonly score?: number;
}

/** Wishes whose topics are scored at a time. */
const WISHES_AT_A_TIME = 32;

/**
 * Holds every paper against every wish.
 *
 * Filters are asked before the topic, for they are quick and their reasons are plain: “excluded by
 * “survey”” says more than a score. Other work gets its turn of the event loop between two wishes.
 *
 * @yields one list a wish, in their order, with a verdict a paper, in theirs
 */
export async function* matchPapers(
  wishes: readonly Wish[],
  announced: readonly AnnouncedPaper[],
  scorer: TopicScorer,
): AsyncIterable<readonly Verdict[]> {
  const candidates = await takeCandidates(announced);
  const papers = await scorer.takePapers(announced.map(({ paper }) => paper.id));
  for (let start = 0; start < wishes.length; start += WISHES_AT_A_TIME) {
    const batch = wishes.slice(start, start + WISHES_AT_A_TIME).map(compileWish);
    const scores = await papers.scoreTopics(batch.map(({ topic }) => topic));
    for (const [w, compiled] of batch.entries()) {
      yield judgeAll(compiled, candidates, scores[w]!);
      await nextTurn();
    }
  }
}

function judgeAll(compiled: CompiledWish, candidates: Candidates, scores: Float32Array): Verdict[] {
  const refusals = findRefusals(compiled, candidates);
  const hasTopic = compiled.topic.text !== '';
  return candidates.all.map((candidate, c): Verdict => {
    const refusal = refusals[c];
    if (refusal !== undefined) return refusal;
    const score = scores[c]!;
    if (hasTopic && score < compiled.minScore) return OFF_TOPIC;
    const reason = explainMatch(compiled, candidate);
    return { isMatch: true, reason, ...(hasTopic && { score }) };
  });
}

/** Per paper why it is none that was wished for, whatever it is about. */
function findRefusals(
  { wish, excluded, required }: CompiledWish,
  candidates: Candidates,
): (Verdict | undefined)[] {
  const { all } = candidates;
  const refusals = all.map((candidate) => refuseAnnouncement(wish, candidate));
  for (const test of excluded) {
    const refusal = no(`excluded by “${test.name}”`);
    for (const c of candidates.meeting(test)) refusals[c] ??= refusal;
  }
  for (const { name, tests } of required) {
    const met = new Set(tests.flatMap((test) => candidates.meeting(test)));
    const refusal = no(name);
    for (let c = 0; c < all.length; c++) if (!met.has(c)) refusals[c] ??= refusal;
  }
  return refusals;
}

function refuseAnnouncement(
  wish: Wish,
  { announcement, source }: AnnouncedPaper,
): Verdict | undefined {
  if (announcement !== 'new') {
    if (announcement.startsWith('replacement') && !wish.includesReplacements) return REPLACEMENT;
    if (announcement.endsWith('cross-list') && !wish.includesCrossLists) return CROSS_LIST;
  }
  if (wish.sources.length === 0) return undefined;
  return wish.sources.some((name) => isFrom(source, name)) ? undefined : OTHER_SOURCE;
}

function no(reason: string): Verdict {
  return { isMatch: false, reason };
}

const OFF_TOPIC = no('not about the topic');
const REPLACEMENT = no('a new version of an older paper');
const CROSS_LIST = no('cross-listed from another category');
const OTHER_SOURCE = no('from other sources');

/** `arxiv` stands for every `arxiv:…`. */
export function isFrom(source: string, name: string): boolean {
  return source === name || source.startsWith(`${name}:`);
}
