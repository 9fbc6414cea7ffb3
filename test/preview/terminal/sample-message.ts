import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  MessageType,
  SeparatorSpacingSize,
} from 'discord-api-types/v10';

/** A message of the bot as Discord's API gives it. */
export function message(fields: Partial<APIMessage> = {}): APIMessage {
  return {
    id: '100',
    channel_id: '31',
    author: { id: '1', username: 'papercord', discriminator: '0', global_name: null, avatar: null },
    content: '',
    timestamp: '2025-01-15T12:00:00.000000+00:00',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    ...fields,
  };
}

/** A message in Components V2. */
export function cardMessage(...components: APIMessageTopLevelComponent[]): APIMessage {
  return message({ flags: MessageFlags.IsComponentsV2, components });
}

/** Two papers with a menu and buttons: the shape of the bot's own cards. */
export const searchCard: APIMessage = cardMessage({
  type: ComponentType.Container,
  accent_color: 0xb31b1b,
  components: [
    { type: ComponentType.TextDisplay, content: '**2 papers** for “alignment”' },
    { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small },
    {
      type: ComponentType.TextDisplay,
      content: [
        '### 1. [LeTI: Learning to Generate from Textual Interactions](https://arxiv.org/abs/2305.10314)',
        '-# Xingyao Wang, Hao Peng + 2 more · 17 May 2023 · cs.CL',
        'We explore LMs’ potential to learn from **textual interactions** that not only check their correctness.',
        '-# [arXiv](https://arxiv.org/abs/2305.10314) · [PDF](https://arxiv.org/pdf/2305.10314)',
      ].join('\n'),
    },
    { type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small },
    {
      type: ComponentType.TextDisplay,
      content: '### 2. [Value Augmented Sampling](https://arxiv.org/abs/2405.06639)\n-# May 2024',
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: 'open',
          placeholder: 'Open a paper…',
          options: [
            {
              label: '1. LeTI: Learning to Generate from Textual Interactions',
              value: '2305.10314',
              description: 'Xingyao Wang et al. · 2023',
            },
            {
              label: '2. Value Augmented Sampling',
              value: '2405.06639',
              description: 'Seungwook Han et al. · 2024',
            },
          ],
        },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          custom_id: 'previous',
          label: 'Previous',
          emoji: { name: '◀' },
          disabled: true,
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          custom_id: 'next',
          label: 'Next ▶',
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Link,
          url: 'https://papercord.example/help',
          label: 'Manual',
        },
      ],
    },
  ],
});
