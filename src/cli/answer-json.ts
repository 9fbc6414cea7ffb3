import type { Answer, Quote } from '../answer/answer.ts';
import type { Paper } from '../corpus/paper.ts';
import { texToUnicode } from '../corpus/tex-to-unicode.ts';

/** An answer as scripts get it. Quotes are as the abstracts are stored, TeX included. */
export function answerToJson(answer: Answer): object {
  switch (answer.kind) {
    case 'grounded': {
      const { kind, lead, papers, quotes, claims, note } = answer;
      return {
        kind,
        lead,
        quotes: quotes.map((quote) => quoteToJson(quote, papers)),
        ...(claims && {
          claims: claims.map((claim) => ({
            text: claim.text,
            quotes: claim.quotes.map((quote) => quoteToJson(quote, papers)),
          })),
        }),
        papers: papers.map(citedToJson),
        ...(note && { note }),
      };
    }
    case 'refusal': {
      const { kind, lead, closest, note } = answer;
      const papers = closest.map(({ paper }) => paper);
      return { kind, lead, closest: papers.map(citedToJson), ...(note && { note }) };
    }
    case 'small-talk':
      return answer;
  }
}

function quoteToJson({ citation, text }: Quote, papers: readonly Paper[]): object {
  return { citation, paperId: papers[citation - 1]?.id, text };
}

function citedToJson(paper: Paper): object {
  return { id: paper.id, title: texToUnicode(paper.title), url: paper.links.abstract };
}
