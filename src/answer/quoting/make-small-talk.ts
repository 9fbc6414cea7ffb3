import type { SmallTalk } from '../answer.ts';
import type { SmallTalkKind } from '../question/small-talk.ts';
import { drawExample } from './example-question.ts';
import type { QuotingParts } from './quoting-parts.ts';

/** Answers a greeting, thanks, a farewell or a call for help in kind, with a question to try. */
export function makeSmallTalk(kind: SmallTalkKind, parts: QuotingParts): SmallTalk {
  const { size } = parts.index;
  const held = `${size.toLocaleString('en')} research ${size === 1 ? 'paper' : 'papers'}`;
  const texts: Readonly<Record<SmallTalkKind, string>> = {
    greeting: `Hello! Ask me what ${held} ${size === 1 ? 'says' : 'say'}; I answer in quotes from abstracts.`,
    thanks: 'You’re welcome! Ask on whenever you like.',
    farewell: 'Goodbye! I’ll be here.',
    help:
      `I answer questions about ${held} in plain words.\n` +
      'Ask for a fact, what there is on a topic, what a name stands for, one thing against ' +
      'another (“this vs that”), which papers do something, what an author wrote, what is newest, ' +
      'or about one paper by its arXiv link.\n' +
      'I quote abstracts word for word, with numbers that lead to the papers, and say so when ' +
      'none of them answers. I have not read the full texts.',
  };
  return { kind: 'small-talk', text: texts[kind], example: drawExample(parts) };
}
