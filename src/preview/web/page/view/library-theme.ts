import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js';
import { DiscordEmbedFooter } from '@skyra/discord-components-core/discord-embed-footer.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import { css } from 'lit';

const LINE_ABOVE = css`
  :host {
    color: var(--text-muted) !important;
    font-family: inherit !important;
    font-size: 14px !important;
    margin: 0 0 2px !important;
  }
  .discord-replied-message-username {
    color: var(--text-normal) !important;
    font-weight: 500 !important;
    opacity: 1 !important;
  }
  :host {
    margin-left: 56px !important;
    padding: 0 !important;
  }
  :host::before {
    border-color: var(--spine) !important;
    bottom: 0 !important;
    height: auto !important;
    left: -36px !important;
    right: auto !important;
    top: 50% !important;
    width: 32px !important;
  }
`;

/** Gives the library's elements the colours that Discord has today: theirs are some years old. */
export function themeLibrary(): void {
  DiscordEmbed.elementStyles.push(css`
    :host {
      color: var(--text-normal) !important;
      font-size: 14px !important;
      line-height: 1.3 !important;
      margin: 4px 0 !important;
    }
    .discord-embed-wrapper {
      background: var(--surface) !important;
      border-color: var(--border) !important;
      max-width: 516px !important;
    }
    .discord-embed-author,
    .discord-embed-author a,
    .discord-embed-author span {
      color: var(--text-strong) !important;
    }
  `);
  DiscordEmbedFooter.elementStyles.push(css`
    :host {
      color: var(--text-muted) !important;
    }
  `);
  DiscordCommand.elementStyles.push(
    LINE_ABOVE,
    css`
      :host .discord-replied-message-content,
      :host .discord-slash-command-name,
      :host .discord-slash-command-name:hover {
        background: var(--mention) !important;
        border-radius: 4px !important;
        color: var(--mention-text) !important;
        opacity: 1 !important;
      }
    `,
  );
  DiscordReply.elementStyles.push(
    LINE_ABOVE,
    css`
      .discord-replied-message-content {
        color: var(--text-muted) !important;
        font-weight: 400;
        max-height: 18px;
        min-width: 0;
        overflow: hidden;
        white-space: nowrap !important;
      }
    `,
  );
}
