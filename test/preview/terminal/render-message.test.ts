import {
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SelectMenuDefaultValueType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/preview/terminal/render-message.ts';
import { createTheme } from '../../../src/preview/terminal/theme.ts';
import { fc } from '../../fast-check.ts';
import { sampleDirectory } from './sample-directory.ts';
import { cardMessage, message, searchCard } from './sample-message.ts';

const plain = createTheme({ colour: false, hyperlinks: false });
const coloured = createTheme({ colour: true, hyperlinks: true });

function render(shown: Parameters<typeof renderMessage>[0], columns = 60, theme = plain) {
  return renderMessage(shown, { theme, columns, directory: sampleDirectory, nowMs: 0 });
}

function draw(...given: Parameters<typeof render>): string {
  return `\n${render(...given).lines.join('\n')}\n`;
}

/** Escape sequences made visible, with the signs that `cat -v` uses. */
function visible(text: string): string {
  return text.replaceAll('\u001B', '^[').replaceAll('\u0007', '^G');
}

describe('renderMessage', () => {
  it('draws a card of papers', () => {
    expect(draw(searchCard, 80)).toMatchInlineSnapshot(`
      "
      │ 2 papers for “alignment”
      │ ──────────────────────────────────────────────────────────────────────────────
      │ 1. LeTI: Learning to Generate from Textual Interactions
      │ Xingyao Wang, Hao Peng + 2 more · 17 May 2023 · cs.CL
      │ We explore LMs’ potential to learn from textual interactions that not only
      │ check their correctness.
      │ arXiv <https://arxiv.org/abs/2305.10314> ·
      │ PDF <https://arxiv.org/pdf/2305.10314>
      │ ──────────────────────────────────────────────────────────────────────────────
      │ 2. Value Augmented Sampling <https://arxiv.org/abs/2405.06639>
      │ May 2024
      │
      │ ▾ Open a paper…
      │ [1] 1. LeTI: Learning to Generate from Textual Interactions
      │     Xingyao Wang et al. · 2023
      │ [2] 2. Value Augmented Sampling  Seungwook Han et al. · 2024
      │
      │ [–] ◀ Previous   [4] Next ▶   [5] Manual ↗ <https://papercord.example/help>
      "
    `);
  });

  it('draws the same card in a narrow terminal', () => {
    expect(draw(searchCard, 40)).toMatchInlineSnapshot(`
      "
      │ 2 papers for “alignment”
      │ ──────────────────────────────────────
      │ 1. LeTI: Learning to Generate from
      │ Textual Interactions
      │ Xingyao Wang, Hao Peng + 2 more · 17
      │ May 2023 · cs.CL
      │ We explore LMs’ potential to learn
      │ from textual interactions that not
      │ only check their correctness.
      │ arXiv
      │ <https://arxiv.org/abs/2305.10314> ·
      │ PDF <https://arxiv.org/pdf/2305.10314>
      │ ──────────────────────────────────────
      │ 2. Value Augmented Sampling
      │ <https://arxiv.org/abs/2405.06639>
      │ May 2024
      │
      │ ▾ Open a paper…
      │ [1] 1. LeTI: Learning to Generate from
      │     Textual Interactions
      │     Xingyao Wang et al. · 2023
      │ [2] 2. Value Augmented Sampling
      │     Seungwook Han et al. · 2024
      │
      │ [–] ◀ Previous   [4] Next ▶
      │ [5] Manual
      │ ↗ <https://papercord.example/help>
      "
    `);
  });

  it('draws it in colour, with links to click on instead of addresses', () => {
    expect(visible(draw(searchCard, 80, coloured))).toMatchInlineSnapshot(`
      "
      ^[[38;5;167m▎^[[39m ^[[1m2 papers^[[22m for “alignment”
      ^[[38;5;167m▎^[[39m ^[[2m──────────────────────────────────────────────────────────────────────────────^[[22m
      ^[[38;5;167m▎^[[39m ^[[1m1. ^[[22m^[]8;;https://arxiv.org/abs/2305.10314^G^[[36m^[[1mLeTI: Learning to Generate from Textual Interactions^[[22m^[[39m^[]8;;^G
      ^[[38;5;167m▎^[[39m ^[[2mXingyao Wang, Hao Peng + 2 more · 17 May 2023 · cs.CL^[[22m
      ^[[38;5;167m▎^[[39m We explore LMs’ potential to learn from ^[[1mtextual interactions^[[22m that not only
      ^[[38;5;167m▎^[[39m check their correctness.
      ^[[38;5;167m▎^[[39m ^[]8;;https://arxiv.org/abs/2305.10314^G^[[36m^[[2marXiv^[[22m^[[39m^[]8;;^G^[[2m · ^[[22m^[]8;;https://arxiv.org/pdf/2305.10314^G^[[36m^[[2mPDF^[[22m^[[39m^[]8;;^G
      ^[[38;5;167m▎^[[39m ^[[2m──────────────────────────────────────────────────────────────────────────────^[[22m
      ^[[38;5;167m▎^[[39m ^[[1m2. ^[[22m^[]8;;https://arxiv.org/abs/2405.06639^G^[[36m^[[1mValue Augmented Sampling^[[22m^[[39m^[]8;;^G
      ^[[38;5;167m▎^[[39m ^[[2mMay 2024^[[22m
      ^[[38;5;167m▎^[[39m
      ^[[38;5;167m▎^[[39m ^[[2m▾ ^[[22m^[[2mOpen a paper…^[[22m
      ^[[38;5;167m▎^[[39m ^[[7m 1 ^[[27m 1. LeTI: Learning to Generate from Textual Interactions
      ^[[38;5;167m▎^[[39m     ^[[2mXingyao Wang et al. · 2023^[[22m
      ^[[38;5;167m▎^[[39m ^[[7m 2 ^[[27m 2. Value Augmented Sampling  ^[[2mSeungwook Han et al. · 2024^[[22m
      ^[[38;5;167m▎^[[39m
      ^[[38;5;167m▎^[[39m ^[[2m 3 ^[[22m ^[[2m◀ Previous^[[22m   ^[[7m 4 ^[[27m ^[[1mNext ▶^[[22m   ^[[7m 5 ^[[27m ^[]8;;https://papercord.example/help^GManual ↗^[]8;;^G
      "
    `);
  });

  it('gives every control its number, in the order in which they stand', () => {
    const menu = { customId: 'open', minValues: 1, maxValues: 1 };

    expect(render(searchCard).controls).toEqual([
      {
        kind: 'entry',
        label: '1. LeTI: Learning to Generate from Textual Interactions',
        value: '2305.10314',
        menu,
        isDisabled: false,
      },
      {
        kind: 'entry',
        label: '2. Value Augmented Sampling',
        value: '2405.06639',
        menu,
        isDisabled: false,
      },
      { kind: 'button', label: '◀ Previous', customId: 'previous', isDisabled: true },
      { kind: 'button', label: 'Next ▶', customId: 'next', isDisabled: false },
      {
        kind: 'link',
        label: 'Manual',
        href: 'https://papercord.example/help',
        isDisabled: false,
      },
    ]);
  });

  it('marks what only this person sees', () => {
    expect(
      draw(message({ content: 'No paper matches.', flags: MessageFlags.Ephemeral })),
    ).toMatchInlineSnapshot(`
      "
      No paper matches.

      Only you can see this
      "
    `);
  });

  it('draws a message with content, an embed and buttons', () => {
    const shown = message({
      content: 'New papers for **dpo** in <#31>, <@11>:',
      embeds: [
        {
          author: { name: 'arXiv' },
          title: 'CREAM: Consistency Regularized Self-Rewarding Language Models',
          url: 'https://arxiv.org/abs/2410.12735',
          description: 'Recent self-rewarding large language models have applied LLM-as-a-Judge.',
          color: 0x5865f2,
          image: { url: 'https://x.example/y.png' },
          fields: [
            { name: 'Year', value: '2024', inline: true },
            { name: 'Category', value: '`cs.CL`', inline: true },
            { name: 'Authors', value: 'Zhaoyang Wang\nWeilei He' },
          ],
          footer: { text: 'Subscription 7' },
        },
      ],
      attachments: [
        {
          id: '5',
          filename: 'papers.bib',
          size: 2_345,
          url: 'https://x.example/papers.bib',
          proxy_url: '',
        },
      ],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Danger,
              custom_id: 'stop',
              label: 'Unsubscribe',
              emoji: { id: '9', name: 'bin' },
            },
          ],
        },
      ],
    });

    expect(draw(shown)).toMatchInlineSnapshot(`
      "
      New papers for dpo in #papers, @Ada:

      │ arXiv
      │ CREAM: Consistency Regularized Self-Rewarding Language
      │ Models <https://arxiv.org/abs/2410.12735>
      │
      │ Recent self-rewarding large language models have applied
      │ LLM-as-a-Judge.
      │
      │ Year 2024   Category cs.CL
      │ Authors
      │ Zhaoyang Wang
      │ Weilei He
      │
      │ Subscription 7

      Attached: papers.bib (2 kB) <https://x.example/papers.bib>

      [1] :bin: Unsubscribe
      "
    `);
  });

  it('draws sections, separators and files, and leaves pictures out', () => {
    const shown = cardMessage(
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: '# Settings\nDaily at 9' }],
        accessory: {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          custom_id: 'change',
          label: 'Change',
        },
      },
      { type: ComponentType.Separator, divider: false },
      {
        type: ComponentType.Section,
        components: [{ type: ComponentType.TextDisplay, content: 'With a picture' }],
        accessory: { type: ComponentType.Thumbnail, media: { url: 'https://x.example/y.png' } },
      },
      { type: ComponentType.Separator, spacing: SeparatorSpacingSize.Large },
      {
        type: ComponentType.MediaGallery,
        items: [{ media: { url: 'https://x.example/y.png' } }],
      },
      {
        type: ComponentType.File,
        file: { url: 'attachment://papers.bib' },
        name: 'papers.bib',
      },
    );

    expect(draw(shown)).toMatchInlineSnapshot(`
      "
      Settings
      Daily at 9
      [1] Change

      With a picture

      ────────────────────────────────────────────────────────────

      Attached: papers.bib
      "
    `);
  });

  it('offers people, roles and channels in the menus made for them', () => {
    const shown = message({
      content: 'Who, and where?',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.MentionableSelect,
              custom_id: 'who',
              max_values: 2,
              default_values: [{ id: '12', type: SelectMenuDefaultValueType.User }],
            },
          ],
        },
        {
          type: ComponentType.ActionRow,
          components: [{ type: ComponentType.ChannelSelect, custom_id: 'where', disabled: true }],
        },
      ],
    });

    expect(draw(shown)).toMatchInlineSnapshot(`
      "
      Who, and where?

      ▾ Make a selection (up to 2, such as: 1 2)
      [1] @Ada
      [2] @Max ✓
      [3] @Admin

      ▾ Make a selection
      [–] #papers
      [–] #reading-group
      "
    `);
  });

  it('prints an address once, where the message has it last', () => {
    const shown = message({
      content: '[Title](https://x.example/a)\n[Page](https://x.example/a) https://x.example/b',
    });

    expect(render(shown).lines).toEqual([
      'Title',
      'Page <https://x.example/a> https://x.example/b',
    ]);
  });

  it('lets no text of a message steer the terminal', () => {
    const evil = '\u001B[2J\u001B]0;owned\u0007\u009B31mtext\u202E';
    const shown = message({
      content: evil,
      embeds: [
        {
          title: evil,
          url: `https://x.example/${evil}`,
          description: evil,
          author: { name: evil },
          footer: { text: evil },
          fields: [{ name: evil, value: evil }],
        },
      ],
      attachments: [{ id: '5', filename: evil, size: 1, url: evil, proxy_url: '' }],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.StringSelect,
              custom_id: evil,
              placeholder: evil,
              options: [{ label: evil, value: evil, description: evil }],
            },
          ],
        },
      ],
    });

    expect(draw(shown)).not.toMatch(/(?!\n)\p{Cc}|\u202E/u);
    expect(visible(draw(shown, 60, coloured))).not.toMatch(/\^\[(?!\[[\d;]*m|\]8;;)|\u202E/);
  });

  it('hands custom ids and values back as they came', () => {
    const odd = '\u001B[1m id';
    const shown = message({
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.StringSelect,
              custom_id: odd,
              options: [{ label: 'One', value: odd }],
            },
          ],
        },
      ],
    });

    expect(render(shown).controls).toMatchObject([{ value: odd, menu: { customId: odd } }]);
  });

  it('keeps within the columns, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 12, max: 90 }), (content, label, columns) => {
        const shown = cardMessage(
          { type: ComponentType.TextDisplay, content },
          {
            type: ComponentType.Container,
            components: [
              { type: ComponentType.TextDisplay, content: `> - ${content}\n### ${label}` },
              { type: ComponentType.Separator },
              {
                type: ComponentType.ActionRow,
                components: [
                  { type: ComponentType.Button, style: ButtonStyle.Primary, custom_id: 'a', label },
                  {
                    type: ComponentType.StringSelect,
                    custom_id: 'b',
                    options: [{ label, value: 'c', description: content }],
                  },
                ],
              },
            ],
          },
        );

        const { lines } = render(shown, columns);

        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 60 },
    );
  });
});
