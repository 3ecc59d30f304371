// One test page in an editor tab: shows a test of a run folder, goes to others of the same run, and keeps up with a live run.

import { Turns } from '../host/turns';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import { assertNever } from '../../shared/text/assertNever';
import { modelTitle } from '../../shared/words/testText';
import type { TestPageHostMessage, TestPageMessage } from '../../shared/protocols/testPageProtocol';
import type { PageMemory } from './pageMemory';
import { RunPromptValues } from '../running/runPromptValues';
import { gatherShownTest } from '../runs/gatherShownTest';
import type { TestFiles, TestPlace } from '../runs/testFiles';
import { parseTestPageMessage, type KeptTest } from './pageMessages';
import type { RunReviewer } from '../runs/runReviewer';
import type { TestRuns } from '../runs/testRuns';
import { Page, type ParsedMessage, type PageParts } from './page';

export interface TestPageParts extends PageParts {
  runs: TestRuns;
  memory: PageMemory;
  testFiles: Pick<TestFiles, 'open'>;
  reviewer: RunReviewer;
  openRun(runDirectory: string): Promise<unknown>;
}

export class TestPage extends Page<TestPageMessage, TestPageHostMessage> {
  private place: TestPlace | undefined;
  private sent: string | undefined;
  private said: string | undefined;
  private readonly values = new RunPromptValues();
  private readonly turns = new Turns();

  constructor(
    panel: vscode.WebviewPanel,
    private readonly parts: TestPageParts,
  ) {
    super(panel, parts);
    panel.title = 'Test';
    this.register(
      parts.runs.onDidChange((change) => {
        if (change.kind === 'list' || change.runDirectory === this.place?.runDirectory) this.keepUp();
      }),
    );
  }

  /** The test that is shown. */
  get test(): TestPlace | undefined {
    return this.place;
  }

  /** Shows a test; resolves when it has been read. Throws when it can't be. */
  async show(place: TestPlace): Promise<void> {
    const isOtherRun = place.runDirectory !== this.place?.runDirectory;
    this.place = place;
    this.sent = undefined;
    this.panel.title = 'Test';
    // A page may load pictures of its own run only, and which those are is settled when it is loaded.
    if (isOtherRun)
      this.load({
        script: 'testPage.js',
        element: 'isb-test-page',
        resourceRoots: [vscode.Uri.file(place.runDirectory)],
      });
    await this.update();
  }

  /** An empty page with the reason; for a page whose test can't be found any more. */
  showNothing(reason: string): void {
    this.load({ script: 'testPage.js', element: 'isb-test-page' });
    this.showFailure(reason);
  }

  protected override parse(raw: unknown): ParsedMessage<TestPageMessage> {
    return parseTestPageMessage(raw);
  }

  protected override sendFailure(message: string): void {
    this.send({ type: 'failed', message });
  }

  /** What the page asks for. */
  override async handle(message: TestPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.sent = undefined;
        return this.update();
      case 'showTest':
        return this.show({ ...this.requirePlace(), model: message.model, index: message.index });
      case 'open':
        return this.parts.testFiles.open(
          { ...this.requirePlace(), model: message.model, index: message.index },
          message.what,
        );
      case 'review':
        return this.parts.reviewer.say(
          { ...this.requirePlace(), model: message.model, index: message.index },
          message.act,
        );
      case 'openRun':
        return void (await this.parts.openRun(this.requirePlace().runDirectory));
      case 'copyText':
        return vscode.env.clipboard.writeText(message.text);
      default:
        return assertNever(message);
    }
  }

  private keepUp(): void {
    if (!this.isReady) return;
    this.update().catch((error: unknown) => {
      this.parts.log.warn(`test page not brought up to date: ${String(error)}`);
      this.sayOnce(messageOf(error));
    });
  }

  /** Sends the test when it is not what the page has already. */
  private async update(): Promise<void> {
    const { place } = this;
    if (!place) return;
    const turn = this.turns.begin();
    const state = await this.parts.runs.load(place.runDirectory);
    this.said = undefined;
    const url = (path: string): string => this.panel.webview.asWebviewUri(vscode.Uri.file(path)).toString();
    const gathered = await gatherShownTest(place, state, this.values, url);
    const canReview = gathered.detail !== null && state.status !== 'running';
    const test = { ...gathered, reviewer: canReview ? await this.parts.reviewer.name() : null };
    // Meanwhile another test may have been asked for, or this one have been read again.
    if (this.isDisposed || place !== this.place || !this.turns.take(turn)) return;
    this.panel.title = `${test.name} ${modelTitle(test.model)}: ${oneLine(test.run.benchmarkName)}`;
    this.parts.memory.remember(test.run.runId, { kind: 'runFolder', runDirectory: place.runDirectory });
    const text = JSON.stringify(test);
    if (text === this.sent || !this.isReady) return;
    this.sent = text;
    const keep: KeptTest = { runId: test.run.runId, model: place.model, index: place.index };
    this.send({ type: 'testShown', test: { ...test, imageUrls: fresh(test.imageUrls) }, keep });
  }

  /** That what is shown is out of date; not again at each change of the runs. */
  private sayOnce(problem: string): void {
    if (problem === this.said) return;
    this.said = problem;
    this.showFailure(problem);
  }

  private requirePlace(): TestPlace {
    if (!this.place) throw new Error('This page has no test any more: open one from the Test Runs tree.');
    return this.place;
  }
}

/** A picture that was drawn anew has the name of the old one, which the page would show again from its memory. */
function fresh(urls: { resultImage: string | null; original: string | null }): {
  resultImage: string | null;
  original: string | null;
} {
  return { ...urls, resultImage: urls.resultImage && `${urls.resultImage}?${randomUUID()}` };
}
