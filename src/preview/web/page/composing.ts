import { MAX_FILE_BYTES, MAX_FILES } from '../../local-discord/file-limits.ts';
import { listCommands } from '../../terminal/command-tree.ts';
import type { Acting } from './acting.ts';
import type { ComposingActions } from './actions.ts';
import {
  checkDraft,
  type Draft,
  deedOf,
  fillOption,
  hideOption,
  optionOf,
  showOption,
  startDraft,
  TAIL,
  valuesOf,
} from './command/draft.ts';
import { suggestCommands, suggestOptions } from './command/suggest-commands.ts';
import { mentionAt, resolveMentions, suggestMentions } from './command/suggest-mentions.ts';
import { suggestValues, valueNamed } from './command/suggest-values.ts';
import { typeText } from './command/type-text.ts';
import type { Connection } from './connection.ts';
import type { Interacting } from './interacting.ts';
import { lengthProblem } from './message-length.ts';
import type { Suggestions } from './state.ts';
import type { Store } from './store.ts';
import { createTyping } from './typing.ts';

/** The line at the bottom: messages, commands, and what is suggested for them. */
export function createComposing(
  { state, change, focusLater }: Store,
  connection: Connection,
  acting: Acting,
  interacting: Interacting,
): ComposingActions {
  const { composer } = state;
  const { call, upload } = connection;
  const typing = createTyping(state, connection);
  let round = 0;

  const openChannel = () =>
    state.place?.channels.find(({ channel }) => channel.id === state.channelId);
  const leaves = () => listCommands(openChannel()?.commands ?? []);

  function suggest(suggestions: Suggestions | undefined): void {
    round += 1;
    composer.suggestions = suggestions;
    change();
  }

  function begin(draft: Draft): void {
    composer.draft = draft;
    composer.text = '';
    composer.problem = undefined;
    go(draft.focused ?? TAIL);
  }

  /** Puts the cursor into an option, or behind the last one. */
  function go(option: string): void {
    const { draft } = composer;
    if (draft === undefined) return;
    composer.draft = { ...draft, focused: option };
    focusLater(`[data-option="${option}"]`);
    void offer();
  }

  /** Suggests what could stand where the cursor is in a command. */
  async function offer(typed = ''): Promise<void> {
    const { draft } = composer;
    if (draft === undefined || state.place === undefined) return;
    const option = optionOf(draft, draft.focused);
    if (option === undefined) {
      suggest(suggestOptions(draft, typed, (name) => actions.showOption(name)));
      return;
    }
    round += 1;
    const asked = round;
    change();
    const found = await suggestValues(draft, option, state.place, {
      complete: async () => {
        const ask = { channelId: state.channelId, ...draft.leaf.address, values: valuesOf(draft) };
        return (await call('complete', { ...ask, focused: option.name })).choices;
      },
      choose(entry) {
        if (composer.draft === undefined) return;
        const filled = fillOption(composer.draft, option.name, entry);
        composer.draft = filled;
        go(filled.shown.find((name) => !filled.entries[name]?.text) ?? TAIL);
      },
    });
    if (asked === round) suggest(found);
  }

  /** Whom a text could mention where the cursor is; one that is chosen closes the list. */
  function findMentions(
    text: string,
    caret: number,
    complete: (start: number, name: string) => void,
  ): Suggestions | undefined {
    const mention = mentionAt(text, caret);
    if (mention === undefined || state.place === undefined) return undefined;
    return suggestMentions(state.place, mention, (name) => {
      complete(mention.start, `@${name} `);
      suggest(undefined);
    });
  }

  async function sendCommand(draft: Draft): Promise<void> {
    const rest = composer.text.trim();
    if (rest !== '') {
      composer.problem = `“${rest}” belongs to no option of this command.`;
      go(TAIL);
      return;
    }
    const checked = checkDraft(draft);
    if (Object.keys(checked.problems).length > 0) {
      composer.draft = checked;
      go(checked.focused ?? TAIL);
      return;
    }
    actions.leaveCommand();
    const ask = { channelId: state.channelId, ...draft.leaf.address, values: valuesOf(draft) };
    acting.actions.jumpToPresent();
    const problem = await interacting.follow(deedOf(draft), () => call('run', ask));
    if (problem === undefined) return;
    begin(draft);
    composer.problem = problem;
  }

  async function sendText(): Promise<void> {
    const { channelId, place } = state;
    const text = composer.text.trim();
    const { files, replyTo } = composer;
    if ((text === '' && files.length === 0) || place === undefined) return;
    composer.problem = lengthProblem(text);
    if (composer.problem !== undefined) {
      change();
      return;
    }
    const content = resolveMentions(text, place);
    typing.end();
    composer.text = '';
    composer.replyTo = undefined;
    composer.files = [];
    acting.actions.jumpToPresent();
    focusLater('.composer textarea');
    suggest(undefined);
    try {
      await call('write', {
        channelId,
        content,
        ...(replyTo && { replyTo: replyTo.message.id }),
        ...(files.length > 0 && { files: await Promise.all(files.map(upload)) }),
      });
    } catch (error) {
      composer.text ||= text;
      composer.files = [...files, ...composer.files];
      composer.problem = (error as Error).message;
      change();
    }
  }

  const actions: ComposingActions = {
    type(text, caret) {
      composer.text = text;
      composer.problem = undefined;
      const leaf = leaves().find(({ path }) => text.startsWith(`/${path.join(' ')} `));
      if (leaf !== undefined) {
        const draft = startDraft(leaf);
        begin(draft);
        const rest = text.slice(leaf.path.join(' ').length + 2);
        if (rest !== '') actions.fill(draft.focused ?? TAIL, rest);
        return;
      }
      if (text.startsWith('/')) {
        suggest(suggestCommands(leaves(), text.slice(1), (chosen) => begin(startDraft(chosen))));
        return;
      }
      if (text !== '') typing.goOn();
      const found = findMentions(text, caret, (start, name) => {
        composer.text = `${text.slice(0, start)}${name}${text.slice(caret)}`;
        focusLater('.composer textarea', start + name.length);
      });
      suggest(found);
    },
    completeMention(field) {
      const found = findMentions(field.value, field.selectionEnd, (start, name) => {
        field.setRangeText(name, start, field.selectionEnd, 'end');
        field.focus();
      });
      suggest(found && { ...found, isForField: true });
    },
    moveSuggestion(by) {
      const { suggestions } = composer;
      const length = suggestions?.items.length ?? 0;
      if (suggestions === undefined || length === 0) return false;
      const from = suggestions.active < 0 && by < 0 ? 0 : suggestions.active;
      suggestions.active = (from + by + length) % length;
      change();
      queueMicrotask(() =>
        document
          .querySelector('.suggestion[aria-selected=true]')
          ?.scrollIntoView({ block: 'nearest' }),
      );
      return true;
    },
    chooseSuggestion(at) {
      const { suggestions } = composer;
      const item = suggestions?.items[at ?? suggestions.active];
      if (item === undefined) return false;
      item.choose();
      return true;
    },
    closeSuggestions() {
      if (composer.suggestions === undefined) return false;
      suggest(undefined);
      return true;
    },
    fill(option, text) {
      const { place } = state;
      if (composer.draft === undefined || place === undefined) return;
      const { draft, rest } = typeText(composer.draft, option, text, (each, typed) =>
        valueNamed(each, typed, place),
      );
      composer.draft = draft;
      composer.problem = undefined;
      if (option === TAIL) composer.text = rest;
      if (draft.focused !== option) go(draft.focused ?? TAIL);
      else void offer(rest);
    },
    focusOption(option) {
      if (composer.draft === undefined || composer.draft.focused === option) return;
      composer.draft = { ...composer.draft, focused: option };
      void offer();
    },
    showOption(option) {
      if (composer.draft === undefined) return;
      composer.text = '';
      composer.draft = showOption(composer.draft, option);
      go(option);
    },
    offerOptions: () => go(TAIL),
    hideOption(option) {
      if (composer.draft === undefined) return;
      composer.draft = hideOption(composer.draft, option);
      go(composer.draft.focused ?? TAIL);
    },
    leaveCommand() {
      composer.draft = undefined;
      composer.problem = undefined;
      composer.text = '';
      focusLater('.composer textarea');
      suggest(undefined);
    },
    send() {
      if (composer.draft) void sendCommand(composer.draft);
      else if (composer.text.startsWith('/')) {
        composer.problem = `There is no command ${composer.text.trim()} here.`;
        change();
      } else void sendText();
    },
    startCommandPicker() {
      composer.draft = undefined;
      focusLater('.composer textarea');
      actions.type('/', 1);
    },
    attach(files) {
      const all = [...composer.files, ...files];
      composer.problem = problemWith(all);
      if (composer.problem === undefined) composer.files = all;
      focusLater('.composer textarea');
      change();
    },
    detach(file) {
      composer.files = composer.files.filter((each) => each !== file);
      change();
    },
    replyTo(shown) {
      composer.replyTo = shown;
      focusLater('.composer textarea');
      change();
    },
  };
  return actions;
}

function problemWith(files: readonly File[]): string | undefined {
  if (files.length > MAX_FILES) return `A message takes ${MAX_FILES} files at most.`;
  const large = files.find(({ size }) => size > MAX_FILE_BYTES);
  return large && `Your files are too powerful: ${large.name} has more than 10 MB.`;
}
