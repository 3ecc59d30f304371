// The review page of a run: overview, squares to replay, tests to filter, and the test page. The address after `#` says what is shown,
// so that the browser's Back works and a link to one test can be passed on.

import { oneLine } from '../../../src/shared/text/hiddenCharacters';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { formatCount, formatDateTime } from '../../../src/shared/text/format';
import { conditionsOf, unrecordedConditions } from '../../../src/shared/run/runConditions';
import { whenParts } from '../../../src/shared/runs/runManifest';
import { defaultViewSettings } from '../../../src/shared/run/viewSettings';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import { failureStrip, failureStyles } from '../kit/failureStrip';
import { HostLink } from '../runPanel/hostLink';
import './isb-review-overview';
import './isb-review-tests';
import '../runPanel/isb-run-view';
import type { IsbRunView } from '../runPanel/isb-run-view';
import '../testPage/isb-test-page';
import type { IsbTestPage } from '../testPage/isb-test-page';
import { squaresChannel, TestPageHost } from './reviewHost';
import type { ReviewNavigation } from './reviewHost';
import { reviewStyles } from './reviewStyles';
import { ReviewStore } from './reviewStore';
import { sharedStyles } from '../kit/styles';
import { progressRing } from '../kit/toolkit';
import { messageOf } from '../../../src/shared/text/messageOf';

type Place = { screen: 'overview' | 'squares' | 'tests' } | { screen: 'test'; model: string; index: number };

const tabs = [
  { screen: 'overview', title: 'Overview', address: '#overview' },
  { screen: 'squares', title: 'Squares', address: '#squares' },
  { screen: 'tests', title: 'Tests', address: '#tests' },
] as const;

@customElement('isb-review')
export class IsbReview extends LitElement {
  @state() private store: ReviewStore | null = null;
  /** Why there is no run to be shown. */
  @state() private failure: string | null = null;
  /** What could not be opened. */
  @state() private notice: string | null = null;
  @state() private place: Place = { screen: 'overview' };
  @state() private settings: ViewSettings = defaultViewSettings;
  /** Screens that have been shown stay as they were left. */
  @state() private visited: ReadonlySet<Place['screen']> = new Set();

  @query('isb-run-view') private readonly runView?: IsbRunView;
  @query('isb-test-page') private readonly testPage?: IsbTestPage;

  private link: HostLink | null = null;
  private testHost: TestPageHost | null = null;
  private lastScreen: Place['screen'] = 'overview';
  private readonly navigation: ReviewNavigation = {
    showTest: (model, index) => this.go(`#test/${encodeURIComponent(model)}/${index}`),
    showRun: () =>
      this.go(this.lastScreen === 'tests' ? '#tests' : this.lastScreen === 'squares' ? '#squares' : '#overview'),
  };

  async open(): Promise<void> {
    try {
      const store = await ReviewStore.open();
      this.link = new HostLink(squaresChannel(store, this.navigation));
      this.link.listen((message) => {
        if (message.type === 'failed') this.notice = message.message;
      });
      this.testHost = new TestPageHost(store, this.navigation);
      this.store = store;
      document.title = `${oneLine(store.run.manifest.benchmarkName)} · ${store.run.manifest.id}`;
      window.addEventListener('hashchange', this.follow);
      this.follow();
    } catch (error) {
      this.failure = messageOf(error);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.follow);
  }

  private go(address: string): void {
    window.location.hash = address;
  }

  private readonly follow = (): void => {
    const place = readAddress(window.location.hash);
    const isOtherScreen = place.screen !== this.place.screen;
    if (this.place.screen !== 'test') this.lastScreen = this.place.screen;
    this.place = place;
    const isFirstTime = !this.visited.has(place.screen);
    this.visited = new Set([...this.visited, place.screen]);
    void this.updateComplete.then(() => {
      if (isOtherScreen) window.scrollTo(0, 0);
      if (place.screen === 'squares' && isFirstTime && this.store)
        void this.runView?.load(structuredClone(this.store.run.state));
      if (place.screen === 'test') {
        if (isFirstTime && this.testHost) this.testPage?.connect(this.testHost);
        void this.testHost?.show(place.model, place.index);
      }
    });
  };

  override render(): unknown {
    const { store } = this;
    if (this.failure !== null) return html`<p class="center" role="alert">${this.failure}</p>`;
    if (!store) return html`<div class="center">${progressRing('Loading the run')}</div>`;
    const { manifest } = store.run;
    return html`<div class="frame ${this.place.screen}">
      <header class="bar">
        <div class="about">
          <b class="ellipsis" title=${oneLine(manifest.purpose)}>${oneLine(manifest.benchmarkName)}</b>
          <span class="muted ellipsis">${whenParts(manifest, formatDateTime).join(', ')}</span>
          ${manifest.status === 'finished' ? nothing : html`<span class="badge">${manifest.status}</span>`}
          ${manifest.models.some((model) => model.isSimulated) ? html`<span class="badge simulated" title="Models with this mark do not exist. Their figures are made up.">has simulated models</span>` : nothing}
        </div>
        <nav aria-label="Parts of the run">
          ${tabs.map(
            ({ screen, title, address }) =>
              html`<a href=${address} aria-current=${this.place.screen === screen ? 'page' : nothing}
                >${title}${screen === 'tests' ? html` <span class="muted">${formatCount(manifest.totals.tests)}</span>` : nothing}</a
              >`,
          )}
          ${this.place.screen === 'test' ? html`<a href=${window.location.hash} aria-current="page">#${this.place.index}</a>` : nothing}
        </nav>
      </header>
      ${failureStrip(this.notice, () => (this.notice = null))}
      ${this.renderScreen('overview', () => html`<isb-review-overview .run=${store.run} @test-open=${this.testOpened} @copy-text=${(event: CustomEvent<{ text: string }>) => this.link?.post({ type: 'copyText', text: event.detail.text })}></isb-review-overview>`)}
      ${this.renderScreen(
        'squares',
        () =>
          html`<isb-run-view
            .link=${this.link}
            .settings=${this.settings}
            .source=${'runFolder'}
            .isReadOnly=${true}
            .conditions=${conditionsOf({ ...unrecordedConditions, ...manifest })}
            @settings-change=${(event: CustomEvent<ViewSettings>) => (this.settings = event.detail)}
          ></isb-run-view>`,
      )}
      ${this.renderScreen('tests', () => html`<isb-review-tests .run=${store.run} @test-open=${this.testOpened}></isb-review-tests>`)}
      ${this.renderScreen('test', () => html`<isb-test-page></isb-test-page>`)}
    </div>`;
  }

  private testOpened({ detail }: CustomEvent<{ model: string; index: number }>): void {
    this.navigation.showTest(detail.model, detail.index);
  }

  private renderScreen(screen: Place['screen'], render: () => TemplateResult): unknown {
    return this.visited.has(screen)
      ? html`<div class="screen" ?hidden=${this.place.screen !== screen}>${render()}</div>`
      : nothing;
  }

  static override styles = [sharedStyles, failureStyles, reviewStyles];
}

/** What nobody knows is the overview. */
function readAddress(hash: string): Place {
  const test = /^#test\/([^/]+)\/(\d+)$/.exec(hash);
  if (test) {
    try {
      return { screen: 'test', model: decodeURIComponent(test[1]!), index: Number(test[2]) };
    } catch {
      // An address cut in the middle of a letter.
      return { screen: 'overview' };
    }
  }
  return { screen: tabs.find(({ address }) => address === hash)?.screen ?? 'overview' };
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-review': IsbReview;
  }
}
