import { expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { random } from '../../../commands/random.ts';
import { search } from '../../../commands/search.ts';
import { formatHelpCard } from '../../../src/discord/cards/help-card.ts';
import { expectAccepted, readCard } from './card-text.ts';

it('says what is read, and lists commands with examples', () => {
  const card = formatHelpCard({ commands: [search, random], commandId: '42', corpusSize: 12_034 });

  expect(readCard(card)).toMatchInlineSnapshot(`
    "## Papercord finds research papers
    I hold **12,034 papers** and read only their abstracts, not the full texts. Every result links to the paper itself.
    ---
    </paper search:42>  Find papers on a subject, in your own words
    -# \`/paper search query:ways to align a model without RL\`
    -# \`/paper search query:code generation year:2023 category:cs.SE\`
    -# \`/paper search query:agents "tool use" -survey year:2022..2024\`
    </paper random:42>  Draw a paper at random, on any subject or on one of yours
    -# \`/paper random\`
    -# \`/paper random topic:robots that learn from people\`
    ---
    **To ask**, you need no command: mention me, reply to an answer of mine, or write to me directly. In threads and direct messages I keep your last questions in mind for an hour; say “start over” for a new subject.
    **To find papers on what somebody wrote**, open the menu of their message and choose _Apps_, _Find papers on this_.
    ---
    **In a query** words mean what you expect. Beyond them:
    - \`"reward model"\` holds just this phrase, in title or abstract
    - \`-survey -"case study"\` holds no such word or phrase
    - \`title:agents\` or \`title:"language agents"\`: has it in the title
    - \`author:"Heng Ji" year:2022..2024\` also \`year:2023\`, \`year:2022..\`, \`year:..2020\`
    - \`category:cs.CL -category:cs.RO\` a minus turns any of them round; also \`id:2305.10314\`
    ---
    -# The buttons under a card work for everyone: on somebody else’s card they give you a copy of your own, which only you see. What you ask under a card is answered for all who see it."
  `);
});

it('has room for every command', () => {
  const card = formatHelpCard({ commands, commandId: '42', corpusSize: 12_034 });

  expectAccepted(card);
  for (const { name } of commands) expect(readCard(card)).toContain(`</paper ${name}:42>`);
});
