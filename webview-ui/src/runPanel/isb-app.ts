// The panel itself: takes the host's messages, shows the drop zone or the run, and takes dropped files.

import { css, html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { assertNever } from '../../../src/shared/text/assertNever';
import type { RunEvent } from '../../../src/shared/run/events';
import type { HostMessage, RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import { noStartList, type StartList } from '../../../src/shared/protocols/startList';
import type { DrawingImages } from '../../../src/shared/run/drawingImages';
import type { RunConditions } from '../../../src/shared/run/runConditions';
import { runOfBytes } from '../../../src/shared/run/runBytes';
import { defaultViewSettings } from '../../../src/shared/run/viewSettings';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import '../kit/isb-failure';
import { carriesFile, readDroppedFile } from './droppedFile';
import { EventNumbers } from './eventNumbers';
import type { HostLink } from './hostLink';
import { initialPanelState } from './panelState';
import './isb-drop-zone';
import type { StartAction } from './startLists';
import './isb-run-view';
import type { IsbRunView } from './isb-run-view';
import { sharedStyles } from '../kit/styles';
import { progressRing } from '../kit/toolkit';

/** A ring that turns takes from what it waits for; most runs are there sooner, ms. */
const saidAfter = 500;

/** While the panel is hidden no frame comes; beyond this many events they are applied without one. */
const mostWaitingEvents = 2000;

@customElement('isb-app')
export class IsbApp extends LitElement {
  @state() private screen: 'loading' | 'dropZone' | 'run' = 'loading';
  /** Loading has gone on for so long that it is said. */
  @state() private isSlow = false;
  @state() private settings: ViewSettings = defaultViewSettings;
  @state() private failure: string | null = null;
  @state() private isDraggedOver = false;
  @state() private source: RunSource = 'live';
  @state() private canCancel = false;
  @state() private conditions: RunConditions | null = null;
  @state() private drawing: DrawingImages | null = null;
  @state() private start: StartList = noStartList;

  @query('isb-run-view') private readonly runView?: IsbRunView;

  private link: HostLink | null = null;
  private readonly numbers = new EventNumbers();
  private waiting: RunEvent[] = [];
  private frame = 0;
  private settingsTimer = 0;

  connect(link: HostLink): void {
    this.link = link;
    link.listen((message) => this.receive(message));
    link.post({ type: 'ready' });
    window.setTimeout(() => (this.isSlow = true), saidAfter);
    this.requestUpdate();
  }

  private receive(message: Exclude<HostMessage, { type: 'reply' }>): void {
    switch (message.type) {
      case 'noRun':
        this.dropWaiting();
        this.numbers.startAt(null);
        this.link?.failAll('The run was closed.');
        this.applySettings(message.settings);
        // A window reload must come back to the drop zone, not to the run that was closed.
        if (this.link) {
          const { layout, hasAllFigures, isByTag } = this.link.loadState();
          this.link.saveState({ ...initialPanelState, layout, hasAllFigures, isByTag });
        }
        this.screen = 'dropZone';
        return;
      case 'startListed':
        this.start = message.list;
        return;
      case 'runSnapshot':
        this.dropWaiting();
        this.numbers.startAt(message.next);
        this.applySettings(message.settings);
        this.failure = null;
        this.source = message.source;
        this.canCancel = message.canCancel;
        this.conditions = message.conditions;
        this.drawing = null;
        this.screen = 'run';
        void this.updateComplete.then(() =>
          this.runView?.load(runOfBytes(message.run, (text) => new TextDecoder().decode(text))),
        );
        return;
      case 'conditionsKnown':
        this.conditions = message.conditions;
        return;
      case 'imagesDrawn':
        this.drawing = message.images;
        if (message.images === null) this.canCancel = false;
        return;
      case 'runEvents':
        this.receiveEvents(message.first, message.events);
        return;
      case 'settingsChanged':
        this.applySettings(message.settings);
        return;
      case 'failed':
        this.failure = message.message;
        if (this.screen === 'loading') this.screen = 'dropZone';
        return;
      default:
        assertNever(message);
    }
  }

  private receiveEvents(first: number, events: readonly RunEvent[]): void {
    const fresh = this.numbers.take(first, events);
    if (fresh === 'gap') {
      this.dropWaiting();
      this.link?.post({ type: 'needSnapshot' });
      return;
    }
    if (fresh.length === 0) return;
    for (const event of fresh) this.waiting.push(event);
    if (this.waiting.length > mostWaitingEvents) this.applyWaiting();
    else if (this.frame === 0) this.frame = requestAnimationFrame(() => this.applyWaiting());
  }

  private applyWaiting(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const events = this.waiting;
    this.waiting = [];
    this.runView?.applyEvents(events);
  }

  private dropWaiting(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.waiting = [];
  }

  private applySettings(settings: ViewSettings): void {
    // While the user is dragging a slider the host's echoes are older than what is on the screen.
    if (this.settingsTimer === 0) this.settings = settings;
  }

  private changeSettings(event: CustomEvent<ViewSettings>): void {
    this.settings = event.detail;
    window.clearTimeout(this.settingsTimer);
    this.settingsTimer = window.setTimeout(() => {
      this.settingsTimer = 0;
      this.link?.post({ type: 'changeSettings', settings: this.settings });
    }, 200);
  }

  override render(): unknown {
    return html`<div
      class="app"
      @settings-change=${this.changeSettings}
      @dragenter=${this.dragged}
      @dragover=${this.dragged}
      @dragleave=${this.dragLeft}
      @drop=${this.dropped}
    >
      <isb-failure .message=${this.failure} @dismiss=${() => (this.failure = null)}></isb-failure>
      ${this.renderScreen()}
    </div>`;
  }

  private renderScreen(): unknown {
    switch (this.screen) {
      case 'loading':
        return this.isSlow ? html`<div class="loading">${progressRing('Loading')}</div>` : nothing;
      case 'dropZone':
        return html`<isb-drop-zone
          .isDraggedOver=${this.isDraggedOver}
          .start=${this.start}
          @start-action=${(event: CustomEvent<StartAction>) => this.link?.post(event.detail)}
        ></isb-drop-zone>`;
      case 'run':
        return html`<isb-run-view
            .link=${this.link}
            .settings=${this.settings}
            .source=${this.source}
            .canCancel=${this.canCancel}
            .conditions=${this.conditions}
            .drawing=${this.drawing}
          ></isb-run-view>
          ${this.isDraggedOver ? html`<isb-drop-zone .isDraggedOver=${true} .isOverlay=${true}></isb-drop-zone>` : nothing}`;
    }
  }

  private dragged(event: DragEvent): void {
    if (!carriesFile(event)) return;
    event.preventDefault();
    // VS Code listens further out, and would take the file for an editor and this page's mouse away.
    event.stopPropagation();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    this.isDraggedOver = true;
  }

  private dragLeft(event: DragEvent): void {
    // Going from one element to another inside the panel is not leaving it.
    const isInside =
      event.clientX > 0 && event.clientY > 0 && event.clientX < window.innerWidth && event.clientY < window.innerHeight;
    if (!isInside || event.relatedTarget === null) this.isDraggedOver = false;
  }

  private dropped(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.isDraggedOver = false;
    void readDroppedFile(event.dataTransfer).then((file) => {
      if (!file.ok) {
        this.failure = file.message;
        return;
      }
      this.failure = null;
      this.link?.post({ type: 'fileDropped', name: file.name, text: file.text });
    });
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        min-height: 100%;
      }
      .app {
        display: flex;
        flex-direction: column;
        min-height: 100vh;
      }
      isb-drop-zone:only-of-type {
        flex: 1 1 auto;
        height: auto;
        display: grid;
      }
      .loading {
        flex: 1 1 auto;
        display: flex;
        align-items: center;
        justify-content: center;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-app': IsbApp;
  }
}
