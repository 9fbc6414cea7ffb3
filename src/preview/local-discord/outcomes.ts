import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';

/** A form as it opened before a person. */
export interface ShownModal extends APIModalInteractionResponseCallbackData {
  /** What {@link People.submitModal} needs to hand the form in. */
  readonly interactionId: string;
}

/** The bot answered with a new message. */
export interface MessageOutcome {
  readonly kind: 'message';
  /** As the person sees it now: flags, components, embeds, attachments. */
  readonly message: APIMessage;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  /** Edits so far; a deferred reply that was completed has one. */
  readonly edits: number;
  /** How long the bot took for its first response, a deferral included. */
  readonly firstResponseMs: number;
  /** Further messages sent with the interaction's token; grows while the bot goes on sending. */
  readonly followUps: readonly APIMessage[];
}

/** The bot changed (or, deferring, left as it was) the message whose component was used. */
export interface UpdatedOutcome {
  readonly kind: 'updated';
  readonly message: APIMessage;
  readonly firstResponseMs: number;
  readonly followUps: readonly APIMessage[];
}

/** The bot took its answer away: the deferred reply, or the message with the component. */
export interface DeletedOutcome {
  readonly kind: 'deleted';
  readonly messageId: string;
  readonly firstResponseMs: number;
  readonly followUps: readonly APIMessage[];
}

/** The bot opened a form. */
export interface ModalOutcome {
  readonly kind: 'modal';
  readonly modal: ShownModal;
  readonly firstResponseMs: number;
}

/** Discord tells the person that the application did not respond. */
interface FailedOutcome {
  readonly kind: 'failed';
  /** In Discord's words, for example `The application did not respond`. */
  readonly reason: string;
}

/** Discord's client would not have let the person do this; the bot heard nothing of it. */
interface InvalidOutcome {
  readonly kind: 'invalid';
  readonly message: string;
}

/** What a person sees in answer to a command, a press, a choice or a form. */
export type InteractionOutcome =
  | MessageOutcome
  | UpdatedOutcome
  | DeletedOutcome
  | ModalOutcome
  | FailedOutcome
  | InvalidOutcome;
