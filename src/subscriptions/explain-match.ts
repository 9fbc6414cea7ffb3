import { sourceTitle } from '../feeds/source-title.ts';
import type { Candidate } from './candidates.ts';
import type { CompiledWish } from './compile-wish.ts';

/**
 * Why a paper that matches is posted, for people: what of the wish stands in it, in the words of
 * who wished, and else what it is near to.
 */
export function explainMatch(wish: CompiledWish, { readable, source }: Candidate): string {
  const terms = readable.terms('text');
  const words = [...wish.topicWords].filter(([term]) => terms.has(term)).map(([, word]) => word);
  const conditions = wish.required.flatMap(({ tests }) =>
    tests.filter(({ holds }) => holds(readable)).map(({ name }) => name),
  );
  // The words of a phrase are words of the topic as well.
  const matched = [
    ...conditions,
    ...words.filter((word) => !conditions.some((name) => name.includes(word.toLowerCase()))),
  ];
  const parts = [
    ...(matched.length > 0 ? [`matched: ${matched.join(', ')}`] : []),
    ...(wish.topic.text === '' ? [] : [`topic “${wish.topic.text}”`]),
  ];
  if (parts.length === 0) {
    return source === '' ? 'every new paper' : `everything from ${sourceTitle(source)}`;
  }
  return words.length === 0 && wish.topic.text !== '' && conditions.length === 0
    ? `near in meaning: ${parts.join('; ')}`
    : parts.join('; ');
}
