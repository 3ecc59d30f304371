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
import type { TestReference } from '../../../src/shared/protocols/testPageProtocol';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import '../kit/isb-failure';
import { HostLink } from '../runPanel/hostLink';
import './isb-review-overview';
import './isb-review-tests';
import '../runPanel/isb-run-view';
import type { IsbRunView } from '../runPanel/isb-run-view';
import '../testPage/isb-test-page';
import type { IsbTestPage } from '../testPage/isb-test-page';
import type { IsbReviewTests } from './isb-review-tests';
import { squaresChannel, TestPageHost } from './reviewHost';
import type { ReviewNavigation } from './reviewHost';
import { addressOf, allTests, isWholeList, readAddress, type ReviewPlace, type TestList } from './reviewAddress';
import { testName } from '../../../src/shared/words/testName';
import { missingPlace, renderMissing } from './missingPlace';
import { pageTitle } from './pageTitle';
import { reviewStyles } from './reviewStyles';
import { ReviewStore } from './reviewStore';
import { sharedStyles } from '../kit/styles';
import { progressRing } from '../kit/toolkit';
import { messageOf } from '../../../src/shared/text/messageOf';

const tabs = [
  { screen: 'overview', title: 'Overview' },
  { screen: 'squares', title: 'Squares' },
  { screen: 'tests', title: 'Tests' },
] as const;

@customElement('isb-review')
export class IsbReview extends LitElement {
  @state() private store: ReviewStore | null = null;
  /** Why there is no run to be shown. */
  @state() private failure: string | null = null;
  /** What could not be opened. */
  @state() private notice: string | null = null;
  @state() private place: ReviewPlace = { screen: 'overview' };
  /** The list of tests that was shown last: the tab leads back to it. */
  @state() private list: TestList = allTests;
  @state() private settings: ViewSettings = defaultViewSettings;
  /** Screens that have been shown stay as they were left. */
  @state() private visited: ReadonlySet<ReviewPlace['screen']> = new Set();

  @query('isb-run-view') private readonly runView?: IsbRunView;
  @query('isb-test-page') private readonly testPage?: IsbTestPage;
  @query('isb-review-tests') private readonly tests?: IsbReviewTests;

  /** What the address asks for and this run has not; null while it has. */
  @state() private missing: string | null = null;

  private isTyping = false;
  private link: HostLink | null = null;
  private testHost: TestPageHost | null = null;
  /** Where a test's way back leads. */
  private lastAddress = '#overview';
  private readonly navigation: ReviewNavigation = {
    showTest: (model, index) =>
      this.go(
        addressOf({ screen: 'test', model, index, list: this.place.screen === 'test' ? this.place.list : allTests }),
      ),
    showRun: () => this.go(this.lastAddress),
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
    const { place, unknown } = readAddress(window.location.hash);
    const isOtherScreen = place.screen !== this.place.screen;
    const isBackAtList = this.place.screen === 'test' && place.screen === 'tests';
    this.place = place;
    this.missing = this.store && missingPlace(place, this.store.run.state);
    if (this.store) document.title = pageTitle(this.missing === null ? place : { screen: 'unknown' }, this.store.run);
    this.notice =
      unknown.length === 0
        ? null
        : `This page does not know a part of the address, and left it out: ${unknown.join(', ')}`;
    if (this.missing !== null) return;
    if (place.screen === 'tests') this.list = place.list;
    // A link to one test of a list leads back to that list.
    if (place.screen === 'test' && !isWholeList(place.list)) this.list = place.list;
    if (place.screen !== 'test' && place.screen !== 'unknown') this.lastAddress = addressOf(place);
    else if (place.screen === 'test' && !isWholeList(place.list))
      this.lastAddress = addressOf({ screen: 'tests', list: place.list });
    const isFirstTime = !this.visited.has(place.screen);
    this.visited = new Set([...this.visited, place.screen]);
    void this.updateComplete.then(() => {
      if (isOtherScreen) window.scrollTo(0, 0);
      // The row that the test was opened from was hidden meanwhile, and could not keep the focus.
      if (isBackAtList) void this.tests?.focusRow();
      if (place.screen === 'squares' && isFirstTime && this.store)
        void this.runView?.load(structuredClone(this.store.run.state));
      if (place.screen === 'test') {
        if (isFirstTime && this.testHost) this.testPage?.connect(this.testHost);
        void this.testHost?.show({ model: place.model, index: place.index }, place.list);
      }
    });
  };

  override render(): unknown {
    const { store } = this;
    if (this.failure !== null) return html`<p class="center" role="alert">${this.failure}</p>`;
    if (!store) return html`<div class="center">${progressRing('Loading the run')}</div>`;
    const { manifest } = store.run;
    return html`<div class="frame ${this.missing === null ? this.place.screen : 'absent'}">
      <header class="bar">
        <div class="about">
          <b class="ellipsis" title=${oneLine(manifest.purpose)}>${oneLine(manifest.benchmarkName)}</b>
          <span class="muted ellipsis">${whenParts(manifest, formatDateTime).join(', ')}</span>
          ${manifest.status === 'finished' ? nothing : html`<span class="badge">${manifest.status}</span>`}
          ${manifest.models.some((model) => model.isSimulated) ? html`<span class="badge simulated" title="Models with this mark do not exist. Their figures are made up.">has simulated models</span>` : nothing}
        </div>
        <nav aria-label="Parts of the run">
          ${tabs.map(
            ({ screen, title }) =>
              html`<a
                href=${addressOf({ screen, list: this.list })}
                aria-current=${this.place.screen === screen ? 'page' : nothing}
                >${title}${screen === 'tests' ? html` <span class="muted">${formatCount(manifest.totals.tests)}</span>` : nothing}</a
              >`,
          )}
          ${this.place.screen === 'test' && this.missing === null ? html`<a href=${window.location.hash} aria-current="page">${testName(store.run.state, this.place.index)}</a>` : nothing}
        </nav>
      </header>
      <isb-failure .message=${this.notice} @dismiss=${() => (this.notice = null)}></isb-failure>
      ${this.missing === null ? nothing : renderMissing(this.missing, store.run.state)}
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
      ${this.renderScreen(
        'tests',
        () =>
          html`<isb-review-tests
            .run=${store.run}
            .lists=${store.lists}
            .list=${this.list}
            @test-open=${({ detail }: CustomEvent<TestReference>) => this.go(addressOf({ screen: 'test', ...detail, list: this.list }))}
            @list-change=${this.listChanged}
          ></isb-review-tests>`,
      )}
      ${this.renderScreen('test', () => html`<isb-test-page></isb-test-page>`)}
    </div>`;
  }

  private testOpened({ detail }: CustomEvent<{ model: string; index: number }>): void {
    this.navigation.showTest(detail.model, detail.index);
  }

  /** Each choice is a step that the browser's Back takes back; the letters of a text are one. */
  private listChanged({ detail }: CustomEvent<{ list: TestList; isTyping: boolean }>): void {
    const address = addressOf({ screen: 'tests', list: detail.list });
    if (detail.isTyping && this.isTyping) window.location.replace(address);
    else this.go(address);
    this.isTyping = detail.isTyping;
  }

  private renderScreen(screen: ReviewPlace['screen'], render: () => TemplateResult): unknown {
    return this.visited.has(screen)
      ? html`<div class="screen" ?hidden=${this.missing !== null || this.place.screen !== screen}>${render()}</div>`
      : nothing;
  }

  static override styles = [sharedStyles, reviewStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-review': IsbReview;
  }
}
