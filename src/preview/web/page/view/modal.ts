import {
  type APILabelComponent,
  type APITextInputComponent,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldValue } from '../../../local-discord/modal-input.ts';
import type { Place } from '../../protocol.ts';
import type { Actions } from '../actions.ts';
import type { MenuItem, OpenModal } from '../state.ts';
import { avatar } from './avatar.ts';
import { ICONS } from './icons.ts';
import { markdown } from './markdown.ts';
import { itemsOf } from './select-menu.ts';

type Input = APILabelComponent['component'];

/** A form of the bot. The browser's own dialog keeps the focus inside. */
export function modal(open: OpenModal, place: Place, act: Actions): TemplateResult {
  const { title, components } = open.modal;
  return html`<dialog class="modal" aria-labelledby="modal-title" @cancel=${(event: Event) => {
    event.preventDefault();
    act.closeModal();
  }}>
    <form @submit=${(event: Event) => {
      event.preventDefault();
      if (event.currentTarget instanceof HTMLFormElement)
        act.submitModal(read(event.currentTarget));
    }}>
      <header>${avatar(place.bot, 'small')}<h2 id="modal-title">${title}</h2>
        <button class="icon-button" type="button" aria-label="Close"
          @click=${() => act.closeModal()}>${ICONS.close}</button></header>
      <p class="modal-warning">This form will be submitted to <strong>Papercord</strong>, on this machine.</p>
      <div class="fields">
        ${components.map((part) => {
          switch (part.type) {
            case ComponentType.ActionRow:
              return part.components.map((input) =>
                field({ label: input.label ?? '' }, input, place),
              );
            case ComponentType.Label:
              return field(part, part.component, place);
            default:
              return html`<div class="markup">${markdown(part.content, open.texts, place)}</div>`;
          }
        })}
      </div>
      ${open.problem ? html`<p class="problem" role="alert">${open.problem}</p>` : nothing}
      <footer>
        <button class="button plain" type="button" @click=${() => act.closeModal()}>Cancel</button>
        <button class="button primary" type="submit" aria-busy=${open.isBusy ?? false}
          ?disabled=${open.isBusy ?? false}>Submit</button>
      </footer>
    </form>
  </dialog>`;
}

interface Words {
  readonly label: string;
  readonly description?: string;
}

function field({ label, description }: Words, input: Input, place: Place): TemplateResult {
  const id = `field-${input.custom_id}`;
  const isRequired = !('required' in input) || input.required !== false;
  const words = html`${label}${
    isRequired ? html`<span class="required" aria-hidden="true"> *</span>` : nothing
  }`;
  const hint = description ? html`<small class="field-hint">${description}</small>` : nothing;
  switch (input.type) {
    case ComponentType.TextInput:
      return html`<label class="field" for=${id}><span>${words}</span>${hint}${textInput(input, id)}</label>`;
    case ComponentType.Checkbox:
      return html`<label class="field inline"><input type="checkbox" name=${input.custom_id}
        data-kind="yes" ?checked=${input.default ?? false}> <span>${words}</span>${hint}</label>`;
    case ComponentType.RadioGroup:
      return group('radio', input.custom_id, optionItems(input.options), isRequired);
    case ComponentType.CheckboxGroup:
      return group('checkbox', input.custom_id, optionItems(input.options), false);
    case ComponentType.FileUpload:
      return html`<p class="field">${words}${hint}<small>Files cannot be handed in on this page.</small></p>`;
    default:
      // The browser's own list of several wants a key held down for the second one.
      if ((input.max_values ?? 1) > 1) {
        return group('checkbox', input.custom_id, itemsOf(input, place), false);
      }
      return html`<label class="field" for=${id}><span>${words}</span>${hint}
        <select id=${id} name=${input.custom_id} ?required=${isRequired}>
          ${isRequired ? nothing : html`<option value="">${input.placeholder ?? 'None'}</option>`}
          ${itemsOf(input, place).map(
            (item) =>
              html`<option value=${item.value} ?selected=${item.isChosen ?? false}>${[
                item.label,
                item.description,
              ]
                .filter(Boolean)
                .join(' — ')}</option>`,
          )}
        </select></label>`;
  }

  function group(
    type: 'radio' | 'checkbox',
    name: string,
    items: readonly MenuItem[],
    isNeeded: boolean,
  ): TemplateResult {
    return html`<fieldset class="field"><legend>${words}</legend>${hint}
      ${items.map(
        (item) => html`<label class="inline"><input type=${type} name=${name} value=${item.value}
          ?required=${isNeeded} ?checked=${item.isChosen ?? false}>
          <span>${item.label}${item.description ? html`<small class="field-hint">${item.description}</small>` : nothing}</span></label>`,
      )}</fieldset>`;
  }
}

function textInput(input: APITextInputComponent, id: string): TemplateResult {
  const {
    custom_id: name,
    placeholder,
    value = '',
    min_length,
    max_length,
    required = true,
  } = input;
  return input.style === TextInputStyle.Paragraph
    ? html`<textarea id=${id} name=${name} rows="4" placeholder=${placeholder ?? nothing}
        minlength=${min_length ?? nothing} maxlength=${max_length ?? 4_000} ?required=${required}
        .value=${value}></textarea>`
    : html`<input id=${id} name=${name} type="text" placeholder=${placeholder ?? nothing}
        minlength=${min_length ?? nothing} maxlength=${max_length ?? 4_000} ?required=${required}
        autocomplete="off" .value=${value}>`;
}

function optionItems(
  options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string;
    readonly default?: boolean;
  }[],
): readonly MenuItem[] {
  return options.map(({ label, value, description, default: isChosen = false }) => ({
    label,
    value,
    description,
    isChosen,
  }));
}

/** What was filled in, by the custom ids of the inputs. */
function read(form: HTMLFormElement): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const each of form.elements) {
    if (each instanceof HTMLTextAreaElement) fields[each.name] = each.value;
    else if (each instanceof HTMLSelectElement) {
      fields[each.name] = [...each.selectedOptions].map(({ value }) => value).filter(Boolean);
    } else if (each instanceof HTMLInputElement && each.dataset.kind === 'yes') {
      fields[each.name] = each.checked;
    } else if (each instanceof HTMLInputElement && each.type === 'text') {
      fields[each.name] = each.value;
    } else if (each instanceof HTMLInputElement) {
      const before = fields[each.name];
      const chosen = Array.isArray(before) ? before : [];
      fields[each.name] = each.checked ? [...chosen, each.value] : chosen;
    }
  }
  return fields;
}
