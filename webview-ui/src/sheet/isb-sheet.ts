// The pre-run sheet: what a run is likely to cost and take, what is in its way, and the run itself, without the models that are left out.
// The host estimates; the page shows, and says what is to be done.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type {
  SheetHostMessage,
  SheetMessage,
  SheetModel,
  SheetWarning,
  ShownSheet,
} from '../../../src/shared/protocols/sheetProtocol';
import { assertNever } from '../../../src/shared/text/assertNever';
import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import '../kit/isb-failure';
import type { HostChannel } from '../kit/hostChannel';
import { linkStyles } from '../kit/linkStyles';
import { plainTableStyles } from '../kit/plainTableStyles';
import { pageStyles } from '../kit/pageStyles';
import { calloutStyles, sharedStyles } from '../kit/styles';
import { button, checkbox, progressRing } from '../kit/toolkit';
import { leftOutAfter, runLabel, withChoice } from './sheetChoice';
import { sheetStyles } from './sheetStyles';

/** Of a model, in the order of the columns. */
const figureNames = ['Calls', 'Input tokens', 'Output tokens', 'Cost', 'A test'];

@customElement('isb-sheet')
export class IsbSheet extends LitElement {
  @state() private sheet: ShownSheet | null = null;
  @state() private warnings: readonly SheetWarning[] = [];
  /** Why there is nothing to show. */
  @state() private problem: { file: string; message: string } | null = null;
  /** The totals are those of the choice before. */
  @state() private isBusy = false;
  @state() private failure: string | null = null;

  private channel: HostChannel<SheetHostMessage, SheetMessage> | null = null;

  connect(channel: HostChannel<SheetHostMessage, SheetMessage>): void {
    this.channel = channel;
    channel.listen((message) => this.receive(message));
    channel.post({ type: 'ready' });
  }

  private receive(message: SheetHostMessage): void {
    switch (message.type) {
      case 'sheetShown':
        this.sheet = message.sheet;
        this.warnings = message.warnings;
        this.problem = null;
        this.failure = null;
        this.isBusy = false;
        this.channel?.saveState(message.keep);
        return;
      case 'noSheet':
        this.problem = message;
        this.isBusy = false;
        return;
      case 'failed':
        this.failure = message.message;
        return;
      default:
        assertNever(message);
    }
  }

  private choose(sheet: ShownSheet, model: string, isChosen: boolean): void {
    const models = leftOutAfter(sheet.models, model, isChosen);
    this.sheet = { ...sheet, models: withChoice(sheet.models, models) };
    this.isBusy = true;
    this.channel?.post({ type: 'leaveOut', models });
  }

  override render(): unknown {
    return html`<div class="page">
      <isb-failure .message=${this.failure} @dismiss=${() => (this.failure = null)}></isb-failure>
      ${this.problem ? this.renderProblem(this.problem) : this.sheet ? this.renderSheet(this.sheet) : html`<div class="center">${progressRing('Estimating the run')}</div>`}
    </div>`;
  }

  private renderProblem({ file, message }: { file: string; message: string }): TemplateResult {
    return html`<main>
      <h1>${file === '' ? 'There is no sheet to show' : `${oneLine(file)} can’t be estimated yet`}</h1>
      <p class="callout problem" role="alert">${message}</p>
      ${
        file === ''
          ? nothing
          : html`<p class="muted">The sheet comes back by itself as soon as this is put right.</p>
              ${button({ label: 'Open the File', onClick: () => this.channel?.post({ type: 'openFile', line: 1 }) })}`
      }
    </main>`;
  }

  private renderSheet(sheet: ShownSheet): TemplateResult {
    const isNoneChosen = !sheet.models.some(({ isChosen }) => isChosen);
    return html`<main>
      <div class="title">
        <h1>Before the run: ${oneLine(sheet.benchmarkName)}</h1>
        <span class="spacer"></span>
        ${button({ label: 'Open the File', onClick: () => this.channel?.post({ type: 'openFile', line: 1 }) })}
        ${button({ label: runLabel(sheet.models), isPrimary: true, isDisabled: isNoneChosen, title: isNoneChosen ? 'Choose a model first' : 'Run the models that are checked below', onClick: () => this.channel?.post({ type: 'run' }) })}
      </div>
      ${isNoneChosen ? html`<p class="callout">Every model is left out: check at least one to run it.</p>` : nothing}
      ${sheet.missingKeys.map(
        ({ keyVariable, models }) =>
          html`<div class="callout key">
            <span>${keyVariable} is not set; it is needed for ${models.map(oneLine).join(', ')}.</span>
            ${button({ label: `Set ${keyVariable}`, onClick: () => this.channel?.post({ type: 'setKey', keyVariable }) })}
          </div>`,
      )}
      <dl class="totals ${this.isBusy ? 'busy' : ''}" aria-live="polite" aria-busy=${String(this.isBusy)}>
        ${sheet.totals.map(
          ({ name, value }) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <section>
        <h2>Models</h2>
        ${this.renderModels(sheet)}
      </section>
      ${list(
        'To know before',
        sheet.notes.map((note) => html`<li>${oneLine(note)}</li>`),
      )}
      ${list(
        'Warnings of the file',
        this.warnings.map(
          ({ line, message }) =>
            html`<li>
              <button class="link" @click=${() => this.channel?.post({ type: 'openFile', line })}>Line ${line}</button>:
              ${message}
            </li>`,
        ),
      )}
      <p class="muted">${sheet.basis}</p>
    </main>`;
  }

  private renderModels(sheet: ShownSheet): TemplateResult {
    return html`<div class="wide" role="region" aria-label="Estimate of each model" tabindex="0">
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">Model</th>
            ${figureNames.map((name) => html`<th scope="col" class="number">${name}</th>`)}
            <th scope="col">Price</th>
          </tr>
        </thead>
        <tbody>
          ${sheet.models.map((model) => this.renderModel(sheet, model))}
        </tbody>
      </table>
    </div>`;
  }

  private renderModel(sheet: ShownSheet, one: SheetModel): TemplateResult {
    const figures = [one.calls, one.input, one.output, one.cost, one.perTest];
    return html`<tr class=${one.isChosen ? '' : 'left-out'}>
      <th scope="row">
        ${checkbox({ label: oneLine(one.model), isChecked: one.isChosen, onChange: (isChosen) => this.choose(sheet, one.model, isChosen) })}
        ${one.lacks.map((lack) => html`<span class="lack">${lack}</span>`)}
      </th>
      ${figures.map((figure, at) => html`<td class="number" data-name=${figureNames[at]!}>${figure}</td>`)}
      <td data-name="Price">${oneLine(one.price)}</td>
    </tr>`;
  }

  static override readonly styles = [
    sharedStyles,
    pageStyles,
    calloutStyles,
    linkStyles,
    plainTableStyles,
    sheetStyles,
  ];
}

/** A heading and a list; nothing where there is nothing to list. */
function list(title: string, items: readonly TemplateResult[]): unknown {
  if (items.length === 0) return nothing;
  return html`<section>
    <h2>${title}</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}
