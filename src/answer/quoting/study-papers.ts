import { matchWords } from './match-words.ts';
import { profileQuestion } from './profile-question.ts';
import type { QuotingParts } from './quoting-parts.ts';
import type { ReadPaper } from './read-abstract.ts';
import { scoreSentences } from './score-sentences.ts';
import { type Evidence, type EvidenceOptions, weighEvidence } from './weigh-evidence.ts';

/** What some papers say of a question. */
export interface Study {
  readonly evidence: Evidence;
  /** See `scoreSentences`. */
  scoresOf(paper: ReadPaper, name?: string): number[];
}

/** Reads a question and holds papers against it: as a whole, and sentence by sentence. */
export async function studyPapers(
  question: { readonly text: string; readonly meaning?: string },
  papers: readonly ReadPaper[],
  parts: QuotingParts,
  options: EvidenceOptions = {},
): Promise<Study> {
  const profile = await profileQuestion(question, parts);
  const matches = await matchWords(profile, papers, parts.words);
  const { index, sentenceEmbedder: embedder } = parts;
  const sources = { matches, embedder, corpusSize: index.size };
  return {
    evidence: await weighEvidence(profile, papers, { ...sources, ...options }),
    scoresOf: (paper, name) => scoreSentences(paper, profile, matches, name),
  };
}
