// The pre-run sheet in an editor tab: what a run is likely to be, kept up with the benchmark, the keys and the settings, and the run from
// there. Nothing is sent to any model for it.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { RunEstimate } from '../../core/estimate/estimateRun';
import type { BenchmarkProblem } from '../../shared/run/benchmark';
import type { SheetHostMessage, SheetMessage } from '../../shared/protocols/sheetProtocol';
import { assertNever } from '../../shared/text/assertNever';
import { messageOf } from '../../shared/text/messageOf';
import type { SheetSubject } from '../running/sheetSubject';
import { Page, type PageParts, type ParsedMessage } from './page';
import { parseSheetMessage } from './pageMessages';

export interface SheetPageParts extends PageParts {
  /** The benchmark as it is now. Throws when it can't be read. */
  read(uri: vscode.Uri): Promise<SheetSubject['source']>;
  /** Throws when the benchmark can't be run, with its problems. */
  estimate(subject: SheetSubject): Promise<{ estimate: RunEstimate; warnings: BenchmarkProblem[] }>;
  /** Asks what is asked before every run, and shows the run that is started. */
  run(subject: SheetSubject): Promise<void>;
  /** Asks for a key and stores it. */
  setKey(keyVariable: string): Promise<void>;
  onDidChangeKeys: vscode.Event<unknown>;
  /** Pictures and other files of benchmarks may have changed. */
  onDidChangeFiles: vscode.Event<unknown>;
}

/** What was typed is looked at after a pause, ms. */
const lookAfter = 300;

export class SheetPage extends Page<SheetMessage, SheetHostMessage> {
  private subject: SheetSubject | undefined;
  private isLeftOut: (model: string) => boolean = () => false;
  private content: Exclude<SheetHostMessage, { type: 'failed' }> | undefined;
  /** Counts the looks: only the last one is shown. */
  private looks = 0;
  private newest: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private readonly contentChanged = this.register(new vscode.EventEmitter<void>());
  /** Fires with everything that is shown anew. */
  readonly onDidShow = this.contentChanged.event;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly parts: SheetPageParts,
  ) {
    super(panel, parts);
    const soon = (): void => this.lookSoon();
    const ifOurs = (uri: vscode.Uri): void => {
      if (uri.toString() === this.subject?.source.uri?.toString()) this.lookSoon();
    };
    this.register(parts.onDidChangeKeys(soon));
    this.register(parts.onDidChangeFiles(soon));
    this.register(vscode.workspace.onDidChangeTextDocument(({ document }) => ifOurs(document.uri)));
    this.register(vscode.workspace.onDidSaveTextDocument((document) => ifOurs(document.uri)));
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('isoSpeedBench')) soon();
      }),
    );
    this.register({ dispose: () => clearTimeout(this.timer) });
    this.load({ script: 'sheet.js', element: 'isb-sheet' });
  }

  /** The path of the benchmark; absent when there is none to show. */
  get path(): string | undefined {
    return this.subject?.source.path;
  }

  /** What the page shows; absent until the first estimate is made. */
  get shown(): SheetHostMessage | undefined {
    return this.content;
  }

  /** Estimates a run; resolves when that is done. What goes wrong is said in the page. */
  async show(subject: SheetSubject): Promise<void> {
    const { models } = subject.options;
    this.subject = subject;
    this.isLeftOut = (model) => models?.includes(model) === false;
    this.panel.title = `Before the run: ${basename(subject.source.path)}`;
    await this.look();
  }

  /** The sheet of a file that is read first; what goes wrong is said in the page. */
  async showFile(uri: vscode.Uri, leftOut: readonly string[]): Promise<void> {
    this.panel.title = `Before the run: ${basename(uri.path)}`;
    this.subject = { source: { path: uri.fsPath, text: '', uri }, options: {} };
    this.isLeftOut = (model) => leftOut.includes(model);
    await this.look();
  }

  /** An empty page with the reason; for a sheet that can't be made again. */
  showNothing(message: string): void {
    this.tell({ type: 'noSheet', file: '', message });
  }

  protected override parse(raw: unknown): ParsedMessage<SheetMessage> {
    return parseSheetMessage(raw);
  }

  protected override sendFailure(message: string): void {
    this.send({ type: 'failed', message });
  }

  /** What the page asks for. */
  override async handle(message: SheetMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        // The first look tells the page itself.
        if (!this.content) return;
        this.send(this.content);
        return this.look();
      case 'leaveOut':
        this.isLeftOut = (model) => message.models.includes(model);
        return this.look();
      case 'run':
        return this.run();
      case 'setKey':
        await this.parts.setKey(message.keyVariable);
        return this.look();
      case 'openFile':
        return this.openFile(message.line);
      default:
        return assertNever(message);
    }
  }

  private lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), lookAfter);
  }

  /** Resolves when what is newest is shown: a look that was overtaken waits for the one that did. */
  private async look(): Promise<void> {
    const own = this.lookOnce();
    this.newest = own;
    await own;
    if (this.newest !== own) await this.newest;
  }

  private async lookOnce(): Promise<void> {
    const look = ++this.looks;
    const { subject } = this;
    if (!subject) return;
    const told = await this.contentOf(subject).catch((error: unknown): SheetHostMessage => ({
      type: 'noSheet',
      file: basename(subject.source.path),
      message: messageOf(error),
    }));
    if (look === this.looks && told.type !== 'failed') this.tell(told);
  }

  private async contentOf(subject: SheetSubject): Promise<SheetHostMessage> {
    const { estimateSheet } = await import('../../core/estimate/estimateSheet');
    const { source, options } = await this.asItIs(subject);
    const { models: _, ...ofAll } = options;
    const { estimate: whole, warnings } = await this.parts.estimate({ source, options: ofAll });
    const all = whole.models.map(({ model }) => model);
    const chosen = all.filter((model) => !this.isLeftOut(model));
    const isAll = chosen.length === all.length;
    const { estimate } = isAll
      ? { estimate: whole }
      : await this.parts.estimate({ source, options: { ...ofAll, models: chosen } });
    const { uri } = source;
    const isPlain = options.places === undefined && options.overrides === undefined;
    return {
      type: 'sheetShown',
      sheet: estimateSheet(whole, estimate),
      warnings: warnings.map(({ line, message }) => ({ line, message })),
      keep: uri && isPlain ? { uri: uri.toString(), leftOut: all.filter(this.isLeftOut) } : null,
    };
  }

  /** A dropped benchmark stays as it was; a file is read again. */
  private async asItIs({ source, options }: SheetSubject): Promise<SheetSubject> {
    return { source: source.uri ? await this.parts.read(source.uri) : source, options };
  }

  private tell(content: Exclude<SheetHostMessage, { type: 'failed' }>): void {
    this.content = content;
    this.send(content);
    this.contentChanged.fire();
  }

  private async run(): Promise<void> {
    const { subject, content } = this;
    if (!subject || content?.type !== 'sheetShown') return;
    const { source, options } = await this.asItIs(subject);
    const models = content.sheet.models.map(({ model }) => model).filter((model) => !this.isLeftOut(model));
    if (models.length === 0) throw new Error('No model is chosen: check at least one.');
    await this.parts.run({ source, options: { ...options, models } });
  }

  private async openFile(line: number): Promise<void> {
    const uri = this.subject?.source.uri;
    if (!uri) throw new Error('This benchmark was not opened from a file, so there is none to show.');
    const selection = new vscode.Range(line - 1, 0, line - 1, 0);
    await vscode.window.showTextDocument(uri, { selection });
  }
}
