// The picture that a prompt showed with what was to be found and what was found drawn over it: marks to switch off and on, to zoom into and
// to ask for their numbers by pointer or keyboard. It draws what it is given and judges nothing.

import { formatCount } from '../../../src/shared/text/format';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CoordinateReading, Overlay } from '../../../src/shared/results/picture';
import type { Verdict } from '../../../src/shared/run/verdict';
import { minusIcon, plusIcon } from '../kit/icons';
import type { ShownSize } from './overlayGeometry';
import { overlayLegend } from './overlayLegend';
import { renderMarks } from './renderMarks';
import { overlayStyles } from './overlayStyles';
import type { OtherFindings } from './otherFindings';
import { foundLines, overlayText, truthLines } from './overlayWords';
import { fitScale, pixelatedFrom, roomAround, scrollAfterZoom, steppedScale } from './overlayZoom';
import { pictureStyles } from './pictureStyles';
import { hoverStyles, showHover } from '../grid/showHover';
import { sharedStyles } from '../kit/styles';
import { button, checkbox, dropdown, iconButton } from '../kit/toolkit';

/** The room that a whole picture is fitted into is at most this high, CSS px. */
const roomHeight = 558;
/** The least height, px, the same as in the styles: a panorama has labels above and below. */
const leastRoomHeight = 158;
/** How far an arrow key moves a picture that is larger than its room, CSS px. */
const panStep = 60;

@customElement('isb-overlay')
export class IsbOverlay extends LitElement {
  @property({ attribute: false }) url: string | null = null;
  /** The size of the original, where it is recorded. Otherwise the picture tells when it has loaded. */
  @property({ attribute: false }) size: ShownSize | null = null;
  /** Null where the test type knows no places: the picture is shown as it is. */
  @property({ attribute: false }) overlay: Overlay | null = null;
  @property({ attribute: false }) reading: CoordinateReading | null = null;
  @property() verdict: Verdict = 'not_run';
  @property({ attribute: false }) others: readonly OtherFindings[] = [];

  @state() private hasTruth = true;
  @state() private hasFindings = true;
  /** The model whose findings are laid over; kept while other tests are looked at, and used where it has any. */
  @state() private other = '';
  @state() private isMissing = false;
  @state() private loadedSize: ShownSize | null = null;
  @state() private zoom: 'fit' | number = 'fit';
  @state() private roomWidth = 0;
  @state() private isPanning = false;

  @query('.room') private readonly room!: HTMLElement | null;
  @query('.hover') private readonly hover!: HTMLElement | null;

  private readonly resize = new ResizeObserver(
    (entries) => (this.roomWidth = Math.floor(entries.at(-1)?.contentRect.width ?? 0)),
  );
  private observed: HTMLElement | null = null;
  /** Where to scroll to once the new scale is drawn. */
  private scrollTarget: { left: number; top: number } | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('url')) return;
    this.isMissing = false;
    this.loadedSize = null;
    this.zoom = 'fit';
  }

  override updated(): void {
    if (this.observed !== this.room) {
      this.resize.disconnect();
      // `passive: false`, so that zooming the picture does not zoom the page as well.
      this.observed?.removeEventListener('wheel', this.wheeled);
      this.observed = this.room;
      this.observed?.addEventListener('wheel', this.wheeled, { passive: false });
      if (this.observed) this.resize.observe(this.observed);
    }
    if (this.scrollTarget && this.room) {
      this.room.scrollTo(this.scrollTarget);
      this.scrollTarget = null;
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resize.disconnect();
    this.observed?.removeEventListener('wheel', this.wheeled);
    this.observed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override render(): unknown {
    const { url } = this;
    const size = this.pictureSize;
    const caption = html`<figcaption>
      Original${size ? html` <span class="muted figure">${size.width} × ${size.height} px</span>` : nothing}
    </figcaption>`;
    if (url === null || this.isMissing)
      return html`<figure>
        ${caption}
        <div class="missing muted">No original</div>
      </figure>`;
    const { scale } = this;
    return html`<figure>
        ${caption} ${this.renderTools()}
        <div
          class="room ${this.zoom === 'fit' ? 'fit' : 'pannable'} ${this.isPanning ? 'panning' : ''}"
          tabindex="0"
          role="group"
          aria-label="The picture. Plus and minus zoom, 0 fits, 1 is full size, arrow keys move, Tab goes through the marks."
          @keydown=${this.keyPressed}
          @pointerdown=${this.panStarted}
        >
          <div class="stage">
            <img
              class=${scale >= pixelatedFrom ? 'pixelated' : ''}
              src=${url}
              alt=${this.overlay ? overlayText(this.verdict, this.overlay) : 'The picture of the prompt'}
              width=${size ? Math.max(1, Math.round(size.width * scale)) : nothing}
              height=${size ? Math.max(1, Math.round(size.height * scale)) : nothing}
              draggable="false"
              @load=${this.loaded}
              @error=${this.failed}
            />
            ${size && this.overlay ? this.renderMarks(this.overlay, size) : nothing}
          </div>
        </div>
        ${this.overlay ? overlayLegend(this.overlay, this.chosenOther?.title ?? null) : nothing}
      </figure>
      <div class="hover" popover="manual" role="tooltip"></div>`;
  }

  private renderTools(): TemplateResult {
    const { overlay } = this;
    const none = { value: '', label: 'no other model' };
    return html`<div class="tools">
      ${
        overlay
          ? html`${checkbox({ label: `Truth (${formatCount(overlay.truth.length)})`, isChecked: this.hasTruth, onChange: (isChecked) => (this.hasTruth = isChecked) })}
            ${checkbox({ label: `Findings (${formatCount(overlay.found.length)})`, isChecked: this.hasFindings, onChange: (isChecked) => (this.hasFindings = isChecked) })}`
          : nothing
      }
      ${
        overlay && this.others.length > 0
          ? html`<span class="lay"
              >Lay over
              ${dropdown({
                label: 'Findings of another model to lay over',
                value: this.chosenOther?.model ?? '',
                choices: [none, ...this.others.map(({ model, title }) => ({ value: model, label: title }))],
                onChange: (model) => (this.other = model),
              })}</span
            >`
          : nothing
      }
      <span class="zoom">
        ${iconButton({ icon: minusIcon, label: 'Zoom out (-)', onClick: () => this.zoomTo(steppedScale(this.scale, -1)) })}
        <output class="figure">${Math.round(this.scale * 100)}%</output>
        ${iconButton({ icon: plusIcon, label: 'Zoom in (+)', onClick: () => this.zoomTo(steppedScale(this.scale, 1)) })}
        ${button({ label: 'Fit', title: 'The whole picture (0)', isDisabled: this.zoom === 'fit', onClick: () => this.zoomTo('fit') })}
        ${button({ label: '100%', title: 'One px of the picture is one px here (1)', isDisabled: this.zoom === 1, onClick: () => this.zoomTo(1) })}
      </span>
    </div>`;
  }

  private renderMarks(overlay: Overlay, size: ShownSize): TemplateResult {
    const view = {
      size,
      scale: this.scale,
      room: roomAround(size, this.scale, { width: this.roomWidth, height: leastRoomHeight }),
    };
    const other = this.chosenOther ?? null;
    return html`<svg
      viewBox="0 0 ${size.width} ${size.height}"
      width=${Math.max(1, Math.round(size.width * view.scale))}
      height=${Math.max(1, Math.round(size.height * view.scale))}
      role="group"
      aria-label="Marks on the picture"
      @pointerover=${this.pointed}
      @pointerout=${this.hideHover}
      @focusin=${this.pointed}
      @focusout=${this.hideHover}
    >
      ${renderMarks({ truth: this.hasTruth ? overlay.truth : [], found: this.hasFindings ? overlay.found : [], reading: this.reading, other }, view, 'missed')}
    </svg>`;
  }

  private get pictureSize(): ShownSize | null {
    return this.size ?? this.loadedSize;
  }

  private get chosenOther(): OtherFindings | undefined {
    return this.others.find(({ model }) => model === this.other);
  }

  private get scale(): number {
    const size = this.pictureSize;
    if (this.zoom !== 'fit') return this.zoom;
    return size && this.roomWidth > 0 ? fitScale(size, { width: this.roomWidth, height: roomHeight }) : 1;
  }

  /** `anchor`: what stays where it is, CSS px from the room's corner; its middle when absent. */
  private zoomTo(zoom: 'fit' | number, anchor?: { x: number; y: number }): void {
    const { room } = this;
    const before = this.scale;
    this.hideHover();
    this.zoom = zoom;
    if (!room || zoom === 'fit') return;
    const { x, y } = anchor ?? { x: room.clientWidth / 2, y: room.clientHeight / 2 };
    this.scrollTarget = {
      left: scrollAfterZoom(room.scrollLeft, x, before, zoom),
      top: scrollAfterZoom(room.scrollTop, y, before, zoom),
    };
  }

  private readonly wheeled = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const corner = this.room!.getBoundingClientRect();
    this.zoomTo(steppedScale(this.scale, event.deltaY < 0 ? 1 : -1), {
      x: event.clientX - corner.x,
      y: event.clientY - corner.y,
    });
  };

  /** Moves a zoomed picture. When the picture is seen whole the arrow keys belong to the page, which goes to other tests. */
  private keyPressed(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moves: { [key: string]: [number, number] } = {
      ArrowLeft: [-panStep, 0],
      ArrowRight: [panStep, 0],
      ArrowUp: [0, -panStep],
      ArrowDown: [0, panStep],
    };
    const move = moves[event.key];
    if (move && this.zoom !== 'fit') this.room?.scrollBy(move[0], move[1]);
    else if (event.key === '+' || event.key === '=') this.zoomTo(steppedScale(this.scale, 1));
    else if (event.key === '-') this.zoomTo(steppedScale(this.scale, -1));
    else if (event.key === '0') this.zoomTo('fit');
    else if (event.key === '1') this.zoomTo(1);
    else if (event.key === 'Escape') this.hideHover();
    else return;
    event.preventDefault();
  }

  /** Dragging with the mouse moves a picture that is larger than its room; a finger scrolls it by itself. */
  private panStarted(event: PointerEvent): void {
    const { room } = this;
    if (!room || this.zoom === 'fit' || event.pointerType !== 'mouse' || event.button !== 0) return;
    const start = { left: room.scrollLeft + event.clientX, top: room.scrollTop + event.clientY };
    const moved = (to: PointerEvent): void => room.scrollTo(start.left - to.clientX, start.top - to.clientY);
    const ended = (): void => {
      room.removeEventListener('pointermove', moved);
      this.isPanning = false;
    };
    room.setPointerCapture(event.pointerId);
    room.addEventListener('pointermove', moved);
    room.addEventListener('lostpointercapture', ended, { once: true });
    this.isPanning = true;
  }

  private pointed(event: Event): void {
    const mark = event
      .composedPath()
      .find((target) => target instanceof SVGGElement && target.dataset['kind'] !== undefined);
    if (!(mark instanceof SVGGElement) || this.isPanning) return this.hideHover();
    const lines = this.linesOf(mark.dataset['kind']!, Number(mark.dataset['place']));
    const { hover } = this;
    if (!hover || lines.length === 0) return;
    showHover(hover, lines, (mark.querySelector('.line') ?? mark).getBoundingClientRect(), ['title', '']);
  }

  private linesOf(kind: string, place: number): string[] {
    const { overlay, pictureSize: size } = this;
    const other = this.chosenOther;
    if (!overlay || !size) return [];
    if (kind === 'truth') return truthLines(overlay, place, size);
    if (kind === 'other') return other ? foundLines(other.overlay, place, size, null, other.title) : [];
    return foundLines(overlay, place, size, this.reading);
  }

  private hideHover(): void {
    if (this.hover?.matches(':popover-open')) this.hover.hidePopover();
  }

  private loaded(event: Event): void {
    const image = event.target as HTMLImageElement;
    this.loadedSize = { width: image.naturalWidth, height: image.naturalHeight };
  }

  private failed(): void {
    this.isMissing = true;
  }

  static override styles = [sharedStyles, pictureStyles, hoverStyles, overlayStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-overlay': IsbOverlay;
  }
}
