import { markdownEngine, rules } from '@odiffey/discord-markdown';
import { matchLink } from './match-link.ts';
import type { MarkdownNode } from './protocol.ts';

type Rule = (typeof rules)['list'];
type Match = Rule['match'];

const SMALL_PRINT = /^-# +([^\n]+?)(\n|$)/;
const COMMAND_MENTION = /^<\/([-\w]+(?: [-\w]+){0,2}):(\d{17,20})>/;

/** The library begins a list behind `**`, where Discord reads a number. */
const matchList: Match = (source, state, before) =>
  state.isWithinWords ? null : rules.list.match(source, state, before);

/** The library misses small print right below a quote, which has swallowed the line's end. */
const matchSmallPrint: Match = (source, state) => {
  const before: string = state.prevCapture?.[0] ?? '\n';
  return before.endsWith('\n') && !state.isWithinWords ? SMALL_PRINT.exec(source) : null;
};

const matchLinkInline: Match = (source, state) => {
  const found = state.inline ? matchLink(source) : undefined;
  return found === undefined ? null : Object.assign([...found], { index: 0 });
};

const parse = markdownEngine.parserFor({
  ...rules,
  list: { ...rules.list, match: matchList },
  link: { ...rules.link, match: matchLinkInline },
  footnote: withinWords({ ...rules.footnote, match: matchSmallPrint }),
  heading: withinWords(rules.heading),
  strong: withinWords(rules.strong),
  em: withinWords(rules.em),
  discordSlash: {
    order: rules.strong.order,
    // The library knows mentions of commands, but none of subcommands.
    match: (source) => COMMAND_MENTION.exec(source),
    parse: ([, name]) => ({ name }),
  },
});

/** Reads a text as Discord's client does. Nothing of it is HTML: the page makes elements of it. */
export function readMarkdown(text: string): readonly MarkdownNode[] {
  return tidy(parse(text, { inline: true }) as readonly MarkdownNode[]);
}

function withinWords<Wrapped extends Pick<Rule, 'parse'>>(rule: Wrapped): Wrapped {
  return {
    ...rule,
    parse: (capture, nested, state) =>
      rule.parse(capture, nested, { ...state, isWithinWords: true }),
  };
}

/** Joins neighbouring texts, and drops the line's end that a block brings with it anyway. */
function tidy(nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
  const tidied: MarkdownNode[] = [];
  for (const node of nodes) {
    const last = tidied.at(-1);
    if (node.type === 'br' && last !== undefined && swallowsLineEnd(last)) continue;
    if (node.type === 'text' && last?.type === 'text') {
      tidied[tidied.length - 1] = { type: 'text', content: `${last.content}${node.content}` };
      continue;
    }
    tidied.push({
      ...node,
      ...(Array.isArray(node.content) && { content: inner(node.type, tidy(node.content)) }),
      ...(node.items && { items: node.items.map(tidy) }),
    });
  }
  return tidied;
}

/** A quote keeps the end of its last line, which is none of the quote. */
function inner(type: string, nodes: readonly MarkdownNode[]): readonly MarkdownNode[] {
  return type === 'blockQuote' && nodes.at(-1)?.type === 'br' ? nodes.slice(0, -1) : nodes;
}

function swallowsLineEnd({ type }: MarkdownNode): boolean {
  return type === 'codeBlock';
}
