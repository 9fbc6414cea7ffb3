import type { Answer } from '../../answer/answer.ts';
import type { Paper } from '../../corpus/paper.ts';

/**
 * The papers that an answer puts before somebody, cited or closest, in the order in which they are
 * numbered: “the second one” is one of them.
 */
export function shownPapers(answer: Answer): readonly Paper[] {
  switch (answer.kind) {
    case 'grounded':
      return answer.papers;
    case 'refusal':
      return answer.closest.map(({ paper }) => paper);
    case 'small-talk':
      return [];
  }
}
