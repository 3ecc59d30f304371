// The only file that knows which component library draws buttons, checkboxes, dropdowns and the progress ring.
// Everyone else calls these functions, so that a successor of the toolkit is a change to this file alone.

import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

interface ButtonOptions {
  label: string;
  onClick: (event: Event) => void;
  isPrimary?: boolean;
  isDisabled?: boolean;
  title?: string;
  /** Said to screen readers in place of the label, which it begins with. */
  name?: string;
}

export function button(options: ButtonOptions): TemplateResult {
  return html`<vscode-button
    appearance=${options.isPrimary ? 'primary' : 'secondary'}
    ?disabled=${options.isDisabled ?? false}
    title=${options.title ?? nothing}
    aria-label=${options.name ?? nothing}
    @click=${options.onClick}
    >${options.label}</vscode-button
  >`;
}

interface IconButtonOptions {
  icon: TemplateResult;
  /** Said to screen readers and shown as the tooltip. */
  label: string;
  onClick: (event: Event) => void;
  isDisabled?: boolean;
  /** Set for a button that stays pressed. */
  isPressed?: boolean;
}

export function iconButton(options: IconButtonOptions): TemplateResult {
  return html`<vscode-button
    class="icon-button ${options.isPressed ? 'pressed' : ''}"
    appearance="icon"
    aria-label=${options.label}
    title=${options.label}
    aria-pressed=${options.isPressed === undefined ? nothing : String(options.isPressed)}
    ?disabled=${options.isDisabled ?? false}
    @click=${options.onClick}
    >${options.icon}</vscode-button
  >`;
}

interface CheckboxOptions {
  label: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

export function checkbox(options: CheckboxOptions): TemplateResult {
  return html`<vscode-checkbox
    .checked=${options.isChecked}
    @change=${(event: Event) => {
      const { checked } = event.target as EventTarget & { checked: boolean };
      // The element also tells of changes made from outside; only a person's choice counts.
      if (checked !== options.isChecked) options.onChange(checked);
    }}
    >${options.label}</vscode-checkbox
  >`;
}

interface DropdownOptions<Value extends string> {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string; isDisabled?: boolean }[];
  onChange: (value: Value) => void;
  title?: string;
}

export function dropdown<Value extends string>(options: DropdownOptions<Value>): TemplateResult {
  return html`<vscode-dropdown
    aria-label=${options.label}
    title=${options.title ?? nothing}
    .value=${options.value}
    @change=${(event: Event) => {
      const { value } = event.target as EventTarget & { value: string };
      const chosen = options.choices.find((choice) => choice.value === value);
      if (chosen && chosen.value !== options.value) options.onChange(chosen.value);
    }}
    >${options.choices.map(
      (choice) =>
        html`<vscode-option
          value=${choice.value}
          ?selected=${choice.value === options.value}
          ?disabled=${choice.isDisabled ?? false}
          >${choice.label}</vscode-option
        >`,
    )}</vscode-dropdown
  >`;
}

/** A button for the rows of long lists. It is the browser's own: the library's take too long to make by the dozen while scrolling. */
export function rowButton(icon: TemplateResult, label: string, onClick: () => void): TemplateResult {
  return html`<button class="row-button" tabindex="-1" aria-label=${label} title=${label} @click=${onClick}>
    ${icon}
  </button>`;
}

/** A checkbox for the rows of long lists; `label` is its tooltip. */
export function rowCheckbox(label: string, isChecked: boolean, onChange: (isChecked: boolean) => void): TemplateResult {
  return html`<input
    class="row-checkbox"
    type="checkbox"
    tabindex="-1"
    aria-label=${label}
    title=${label}
    .checked=${live(isChecked)}
    @change=${(event: Event) => onChange((event.target as HTMLInputElement).checked)}
  />`;
}

interface TextFieldOptions {
  label: string;
  value: string;
  placeholder: string;
  /** Called after every key. */
  onInput: (value: string) => void;
}

export function textField(options: TextFieldOptions): TemplateResult {
  return html`<vscode-text-field
    aria-label=${options.label}
    placeholder=${options.placeholder}
    .value=${options.value}
    @input=${(event: Event) => options.onInput((event.target as EventTarget & { value: string }).value)}
  ></vscode-text-field>`;
}

export function progressRing(label: string): TemplateResult {
  return html`<vscode-progress-ring role="progressbar" aria-label=${label}></vscode-progress-ring>`;
}
