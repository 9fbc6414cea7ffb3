import { type APIContainerComponent, ComponentType, MessageFlags } from 'discord.js';
import type { Card } from '../../../src/discord/cards/components.ts';
import { checkMessage } from '../../../src/discord/check-message.ts';
import { validateMessage } from '../../../src/preview/local-discord/validate-message.ts';

type Part = APIContainerComponent['components'][number];

/** Throws when our own check or Discord's would refuse the card. */
export function expectAccepted({ components }: Card): void {
  checkMessage({ components });
  validateMessage({ components, flags: MessageFlags.IsComponentsV2 });
}

/** A card as a person reads it: texts, lines between them, menus and buttons in brackets. */
export function readCard({ components }: Card): string {
  return components.flatMap((container) => container.components.map(readPart)).join('\n');
}

function readPart(part: Part): string {
  if (part.type === ComponentType.TextDisplay) return part.content;
  if (part.type === ComponentType.Separator) return '---';
  if (part.type !== ComponentType.ActionRow) return `(${ComponentType[part.type]})`;
  return part.components
    .map((each) => {
      const isDisabled = 'disabled' in each && each.disabled === true ? ' (off)' : '';
      if (each.type === ComponentType.StringSelect) {
        const lines = each.options.map(({ label, description }) => `  ${label} | ${description}`);
        return [`[${each.placeholder}]`, ...lines].join('\n');
      }
      const label = 'label' in each ? each.label : '';
      return 'url' in each ? `[${label} -> ${each.url}]` : `[${label}${isDisabled}]`;
    })
    .join(' ');
}
