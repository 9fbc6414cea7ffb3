import type { Paper } from '../src/corpus/paper.ts';

/** A paper of which only what a test is about needs to be said. */
export function paperWith(parts: Partial<Paper> & { readonly id: string }): Paper {
  return {
    title: `Paper ${parts.id}`,
    abstract: 'We study something. It works.',
    authors: ['Ada Lovelace'],
    publishedAt: '2023-05-17',
    primaryCategory: 'cs.LG',
    source: 'test',
    links: {
      abstract: `https://arxiv.org/abs/${parts.id}`,
      pdf: `https://arxiv.org/pdf/${parts.id}`,
      huggingFace: `https://huggingface.co/papers/${parts.id}`,
    },
    ...parts,
  };
}

const preferenceOptimization = paperWith({
  id: '2305.18290',
  title: 'Direct Preference Optimization: Your Language Model is Secretly a Reward Model',
  abstract:
    'Existing methods for gaining steerability of language models align them with human ' +
    'preferences by reinforcement learning. We introduce Direct Preference Optimization (DPO), ' +
    'which is stable, performant and needs no sampling during training.',
  authors: [
    'Rafael Rafailov',
    'Archit Sharma',
    'Eric Mitchell',
    'Stefano Ermon',
    'Christopher D. Manning',
    'Chelsea Finn',
  ],
  publishedAt: '2023-05-29',
});

const codeEvaluation = paperWith({
  id: '2305.10314',
  title: 'LeTI: Learning to Generate from Textual Interactions',
  abstract:
    'Finetuning pre-trained language models on code is common. We let a language model learn ' +
    'from textual feedback of a compiler, with pass@1 as the measure.',
  authors: ['Xingyao Wang', 'Hao Peng', 'Reyhaneh Jabbarvand', 'Heng Ji'],
  primaryCategory: 'cs.CL',
  venue: 'NAACL 2024 Findings',
});

/** A dozen ordinary papers that all match “language model”. */
export const samplePapers: readonly Paper[] = [
  preferenceOptimization,
  codeEvaluation,
  ...Array.from({ length: 10 }, (_, index) =>
    paperWith({
      id: `2401.0000${index}`,
      title: `Language Model Study No. ${index + 1}`,
      abstract: `This study measures one language model in setting ${index + 1}. It holds up.`,
      authors: ['Grace Hopper', 'Emmy Noether'].slice(0, 1 + (index % 2)),
      publishedAt: index % 2 === 0 ? '2024-01' : '2022',
      primaryCategory: index % 2 === 0 ? 'cs.CL' : 'stat.ML',
    }),
  ),
];

/** Markdown, mentions and links, as a title might hold them by accident or on purpose. */
export const HOSTILE_TEXT =
  '# @everyone <@123456789012345678> <@&1> <#2> **bold** _it_ ||spoiler|| ~~gone~~ `code` ' +
  '[click](https://evil.example/) </paper search:1> <t:1700000000:R> <:blob:42> ' +
  'https://evil.example/_a_ :smile: > quote';

/** Papers at and beyond the edge of what Discord takes. */
export const nastyPapers: readonly Paper[] = [
  paperWith({
    id: '2402.00001',
    title: `Nasty ${'very '.repeat(400)}long title`,
    abstract: `Nasty abstract. ${'It goes on and on, sentence by sentence. '.repeat(300)}`,
    authors: Array.from({ length: 500 }, (_, index) => `Author Number${index + 1}`),
  }),
  paperWith({
    id: '2402.00002',
    title: `Nasty ${HOSTILE_TEXT}`,
    abstract: `Nasty ${HOSTILE_TEXT}`,
  }),
  paperWith({
    id: '2402.00003',
    title: `Nasty ${'*_`[]<@\\~|'.repeat(60)}`,
    abstract: `Nasty ${'*_`[]<@\\~|'.repeat(1_200)}`,
    authors: ['*'.repeat(5_000), '<@123456789012345678>'],
    venue: '||'.repeat(300),
    primaryCategory: '`'.repeat(200),
  }),
  paperWith({
    id: `doi:10.1000/${'nasty.'.repeat(30)}`,
    title: 'Nasty 👩‍👩‍👧‍👦🏳️‍🌈 \u202egnp.exe \u200b\u200d مرحبا بالعالم 数学',
    abstract: `Nasty ${'👩‍👩‍👧‍👦'.repeat(1_500)}`,
    authors: ['Ж'.repeat(300)],
    links: { abstract: `https://example.org/${'x'.repeat(2_000)}` },
  }),
  paperWith({
    id: 'feed:0123456789abcdef',
    title: 'Nasty',
    abstract: '',
    authors: [],
    links: { abstract: 'javascript:alert(1)' },
  }),
];
