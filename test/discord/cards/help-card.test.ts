import { expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { formatHelpCard } from '../../../src/discord/cards/help-card.ts';
import { expectAccepted, readCard } from './card-text.ts';

it('says what is read, and lists every command with examples', () => {
  const card = formatHelpCard({ commands, commandId: '42', corpusSize: 12_034 });

  expectAccepted(card);
  expect(readCard(card)).toMatchInlineSnapshot(`
    "## Papercord finds research papers
    I hold **12,034 papers** and read only their abstracts, not the full texts. Every result links to the paper itself.
    ---
    </paper search:42>  Find papers on a subject, in your own words
    -# \`/paper search query:ways to align a model without RL\`
    -# \`/paper search query:code generation year:2023 category:cs.SE\`
    </paper show:42>  Show one paper with its whole abstract
    -# \`/paper show paper:2305.10314\`
    -# \`/paper show paper:https://huggingface.co/papers/2305.18290\`
    </paper random:42>  Draw a paper at random, on any subject or on one of yours
    -# \`/paper random\`
    -# \`/paper random topic:robots that learn from people\`
    </paper help:42>  See what I can do, with examples
    -# \`/paper help\`
    ---
    -# The buttons under a card work for everyone: on somebody else’s card they give you a copy of your own, which only you see."
  `);
});
