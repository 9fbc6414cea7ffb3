import type { Answer, Claim, Quote } from '../answer/answer.ts';
import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';
import { formatPaperLine } from './format-paper.ts';
import { harmless, type Terminal } from './terminal.ts';

const QUOTED_FROM_ABSTRACTS = 'Quoted from abstracts, not from full texts.';
const READ_ABSTRACTS = 'Only abstracts were read, no full texts.';

/** An answer for people: what leads in, the quotes with their numbers, the papers they stand for. */
export function formatAnswer(answer: Answer, terminal: Terminal): string {
  switch (answer.kind) {
    case 'grounded': {
      const { lead, papers, quotes, claims = [], note } = answer;
      const body =
        claims.length > 0
          ? claims.map((claim) => formatClaim(claim, terminal))
          : [formatQuotes(quotes, terminal)];
      return [
        terminal.indent(terminal.bold(harmless(lead)), 0),
        ...body,
        formatPapers(papers, terminal),
        formatNotes([note, QUOTED_FROM_ABSTRACTS], terminal),
      ].join('\n\n');
    }
    case 'refusal': {
      const papers = answer.closest.map(({ paper }) => paper);
      return [
        terminal.indent(terminal.bold(harmless(answer.lead)), 0),
        ...(papers.length > 0 ? [formatPapers(papers, terminal)] : []),
        formatNotes([answer.note, READ_ABSTRACTS], terminal),
      ].join('\n\n');
    }
    case 'small-talk': {
      const lines = answer.text.split('\n').map((line) => terminal.indent(harmless(line), 0));
      const example = answer.example === '' ? [] : [`Try: ${harmless(answer.example)}`];
      return [...lines, ...example].join('\n');
    }
  }
}

function formatClaim({ text, quotes }: Claim, terminal: Terminal): string {
  const numbers = [...new Set(quotes.map(({ citation }) => `[${citation}]`))].join('');
  const claim = terminal.indent(`${harmless(text)} ${numbers}`, 0);
  return `${claim}\n${formatQuotes(quotes, terminal)}`;
}

function formatQuotes(quotes: readonly Quote[], terminal: Terminal): string {
  return quotes
    .map(({ citation, text }) =>
      terminal.indent(`“${harmless(texToUnicode(text))}” [${citation}]`, 2),
    )
    .join('\n');
}

function formatPapers(papers: readonly Paper[], terminal: Terminal): string {
  return papers.map((paper, i) => formatPaperLine(paper, i + 1, terminal)).join('\n');
}

function formatNotes(notes: readonly (string | undefined)[], terminal: Terminal): string {
  const text = notes.filter((note) => note !== undefined && note !== '').join(' ');
  return terminal.indent(terminal.dim(harmless(text)), 0);
}
