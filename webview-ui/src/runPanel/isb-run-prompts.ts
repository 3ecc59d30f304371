// The prompts of a run and, of the one that is looked at, the answers of all shown models. It asks the host for words as they are needed.

import { html, LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BenchmarkText } from '../../../src/shared/protocols/runPanelProtocol';
import type { RunState, TestState } from '../../../src/shared/run/runState';
import { testTypeOf } from '../../../src/shared/run/testTypeOf';
import { messageOf } from '../../../src/shared/text/messageOf';
import { variantText } from '../../../src/shared/words/testName';
import { modelTitle } from '../../../src/shared/words/testText';
import '../prompts/isb-prompt-answers';
import type { AnswerContent, AnsweredPrompt, AnsweredTest } from '../prompts/isb-prompt-answers';
import '../prompts/isb-prompts';
import type { IsbPrompts } from '../prompts/isb-prompts';
import type { AnswerIndex } from './answerIndex';
import type { HostLink } from './hostLink';
import type { OpenedTest } from './openedTest';
import type { RunMatrix } from './runMatrix';
import type { RunPlayer } from './runPlayer';
import { RunPrompts } from './runPrompts';
import type { ShownRun } from './shownRun';

/** Changes are shown this much later, ms: many squares light up in one moment. While a run goes on rows take new places, which is slower still. */
const showAfter = { replay: 150, live: 1000 };

/** Tests of one prompt that are asked for at once. */
const askedAtOnce = 8;

/** Fires `opened` with the test that is to be looked at. */
@customElement('isb-run-prompts')
export class IsbRunPrompts extends LitElement {
  @property({ attribute: false }) player!: RunPlayer;
  @property({ attribute: false }) link!: HostLink;
  @property({ attribute: false }) shown!: ShownRun;
  @property({ attribute: false }) answers!: AnswerIndex;

  /** The square of the prompt whose answers are looked at. */
  @state() private opened: number | null = null;

  /** Why the test data that somebody wanted to copy is not there. */
  @state() private dataFailure: string | null = null;

  @query('isb-prompts') private readonly list?: IsbPrompts;

  private prompts: RunPrompts | null = null;
  private matrix: RunMatrix | null = null;
  private listed: readonly number[] = [];
  private seen: readonly number[] = [];
  private text: BenchmarkText | null = null;
  private isAskingText = false;
  private timer = 0;
  /** What was loaded of the opened prompt, by test. */
  private readonly contents = new Map<string, AnswerContent>();

  /** Tests have changed. */
  changed(): void {
    if (this.timer !== 0) return;
    this.timer = window.setTimeout(
      () => {
        this.timer = 0;
        this.requestUpdate();
      },
      this.player.isLive ? showAfter.live : showAfter.replay,
    );
  }

  /** More answers are here. */
  answersCame(): void {
    this.prompts?.answersCame();
    this.requestUpdate();
  }

  /** Gives the row of a test's prompt the focus. */
  focusTest(position: number): void {
    if (this.opened === null) void this.list?.focusPrompt(this.shown.matrix.squares.squareOf[position] ?? 0);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.timer);
    this.timer = 0;
    this.prompts?.leave();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.matrix = null;
    this.requestUpdate();
  }

  override willUpdate(): void {
    if (this.matrix !== this.shown.matrix) {
      this.matrix = this.shown.matrix;
      this.prompts = new RunPrompts(this.player, this.matrix, this.answers);
    }
    this.prompts!.text = this.text;
    this.listed = this.prompts!.listed(this.shown.promptOrder);
    if (this.opened !== null && this.opened >= this.matrix.squares.count) this.opened = null;
  }

  override updated(): void {
    void this.askText();
    if (this.opened !== null) void this.loadOpened(this.opened);
  }

  override render(): TemplateResult {
    const { models } = this.player.state;
    return html`<isb-prompts
        .rows=${this.listed}
        .rowOf=${(square: number) => this.prompts!.row(square)}
        .total=${this.shown.matrix.columns}
        .models=${this.shown.shown.map((row) => modelTitle(models[row]!))}
        .note=${this.note}
        .testData=${this.testData}
        @prompt-open=${(event: CustomEvent<number>) => this.show(event.detail)}
        @prompts-seen=${(event: CustomEvent<readonly number[]>) => this.load(event.detail)}
        @copy-text=${(event: CustomEvent<{ text: string }>) => this.link.post({ type: 'copyText', text: event.detail.text })}
      ></isb-prompts>
      <isb-prompt-answers
        .shown=${this.opened === null ? null : this.openedPrompt(this.opened)}
        @answers-move=${(event: CustomEvent<number>) => this.move(event.detail)}
        @answers-closed=${this.closed}
        @test-open=${(event: CustomEvent<{ model: string; index: number }>) => this.openTest(event.detail)}
      ></isb-prompt-answers>`;
  }

  private load(seen: readonly number[]): void {
    this.seen = seen;
    void this.answers.load(this.player.state, () => this.seen.flatMap((square) => this.prompts!.positions(square)));
  }

  /** What the benchmark says of its prompts. A run that only starts has no answer yet: it is asked again when something has changed. */
  private async askText(): Promise<void> {
    if (this.text || this.isAskingText) return;
    this.isAskingText = true;
    try {
      this.text = (await this.link.request({ type: 'benchmarkText' })).text;
      this.prompts?.answersCame();
      this.requestUpdate();
    } catch {
      // The list says what the tests know.
    } finally {
      this.isAskingText = false;
    }
  }

  private show(square: number): void {
    this.opened = square;
    this.contents.clear();
  }

  private move(step: number): void {
    if (this.opened === null) return;
    const next = this.listed[this.listed.indexOf(this.opened) + step];
    if (next !== undefined) this.show(next);
  }

  private closed(): void {
    const square = this.opened;
    this.opened = null;
    if (square !== null) void this.updateComplete.then(() => this.list?.focusPrompt(square));
  }

  private openedPrompt(square: number): AnsweredPrompt {
    const row = this.prompts!.row(square);
    return {
      title: `#${row.number} ${row.label}`,
      prompt: this.prompts!.promptOf(square),
      place: this.listed.indexOf(square) + 1,
      count: this.listed.length,
      tests: this.testsOf(square),
    };
  }

  private testsOf(square: number): AnsweredTest[] {
    const { state: run } = this.player;
    return this.shown.shown.flatMap((row) =>
      this.prompts!.positions(square).map((position): AnsweredTest => {
        const model = run.models[row]!;
        const test = model.tests[position]!;
        const variant = run.prompts[position]?.variant;
        return {
          model,
          test,
          testType: testTypeOf(run, test.index),
          variant: variant ? variantText(variant) : null,
          content: test.phase === 'finished' ? (this.contents.get(keyOf(model, test)) ?? { phase: 'loading' }) : null,
        };
      }),
    );
  }

  /** Asks for what is missing of the opened prompt, a few tests at a time. */
  private async loadOpened(square: number): Promise<void> {
    const missing = this.testsOf(square).filter(
      ({ model, test }) => test.phase === 'finished' && !this.contents.has(keyOf(model, test)),
    );
    for (const { model, test } of missing) this.contents.set(keyOf(model, test), { phase: 'loading' });
    for (let from = 0; from < missing.length && this.opened === square; from += askedAtOnce) {
      await Promise.all(missing.slice(from, from + askedAtOnce).map((one) => this.loadTest(one)));
      this.requestUpdate();
    }
  }

  private async loadTest({ model, test }: AnsweredTest): Promise<void> {
    const key = keyOf(model, test);
    let content: AnswerContent;
    try {
      const reply = await this.link.request({ type: 'testDetail', model: model.model, index: test.index });
      content = { phase: 'loaded', result: reply.detail.result };
    } catch (error) {
      content = { phase: 'failed', message: messageOf(error) };
    }
    this.contents.set(key, content);
  }

  private openTest({ model, index }: { model: string; index: number }): void {
    const row = this.player.state.models.findIndex((one) => one.model === model);
    const test: OpenedTest = { row, position: index - 1 };
    this.dispatchEvent(new CustomEvent('opened', { detail: test }));
  }

  /** What could not be read. */
  private get note(): string | null {
    if (this.answers.failure !== null) return `The answers could not be read: ${this.answers.failure}`;
    return this.dataFailure === null ? null : `The test data could not be read: ${this.dataFailure}`;
  }

  private readonly testData = async (): Promise<string | null> => {
    try {
      this.text ??= (await this.link.request({ type: 'benchmarkText' })).text;
      this.dataFailure = null;
    } catch (error) {
      this.dataFailure = messageOf(error);
    }
    return this.text && JSON.stringify(this.text.prompts, null, 2);
  };
}

/** Another end of a test is another test. */
function keyOf({ model }: Pick<RunState['models'][number], 'model'>, { index, verdict, evidence }: TestState): string {
  return `${model} ${index} ${verdict} ${evidence?.offset ?? ''}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-run-prompts': IsbRunPrompts;
  }
}
