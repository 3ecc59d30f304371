// The compare page in an editor tab: has runs compared, keeps up when one of them is judged again, and opens what is asked for there.

import { oneLine } from '../../shared/text/hiddenCharacters';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import type { SideFolder } from '../../core/jobs/compareRunFolders';
import { assertNever } from '../../shared/text/assertNever';
import type {
  CompareHostMessage,
  CompareMessage,
  ComparedTest,
  ShownComparison,
} from '../../shared/protocols/compareProtocol';
import { messageOf } from '../../shared/text/messageOf';
import { readComparedAnswer } from '../runs/readComparedAnswer';
import { ComparisonRun } from '../runs/comparisonRun';
import type { PageMemory } from './pageMemory';
import type { TestPlace } from '../runs/testFiles';
import { parseCompareMessage } from './pageMessages';
import type { TestRuns } from '../runs/testRuns';
import { Page, type ParsedMessage, type PageParts } from './page';

/** A run, or one model of it (canonical string). */
export interface ComparedPlace {
  runDirectory: string;
  model?: string;
}

export interface ComparePageParts extends PageParts {
  runs: TestRuns;
  memory: PageMemory;
  openRun(runDirectory: string): Promise<unknown>;
  showTests(places: readonly TestPlace[]): Promise<unknown>;
  /** Asks for another run; absent when the user chooses none. */
  chooseRun(title: string, without: readonly string[]): Promise<string | undefined>;
}

export class ComparePage extends Page<CompareMessage, CompareHostMessage> {
  private sides: SideFolder[] = [];
  private comparison: { value: ShownComparison; stamp: string } | undefined;
  private problem: string | undefined;
  private underWay: { run: ComparisonRun; step: string } | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly parts: ComparePageParts,
  ) {
    super(panel, parts);
    panel.title = 'Compare Runs';
    this.register(
      parts.runs.onDidChange((change) => {
        if (change.kind === 'list' && this.isReady)
          this.keepUp().catch((error: unknown) =>
            parts.log.warn(`comparison not brought up to date: ${messageOf(error)}`),
          );
      }),
    );
    this.register({ dispose: () => this.underWay?.run.dispose() });
    this.load({ script: 'compare.js', element: 'isb-compare' });
  }

  /** What is compared, the base first. */
  get compared(): readonly ComparedPlace[] {
    return this.sides;
  }

  /** What the page shows; absent while it is being made and when the runs could not be compared. */
  get shown(): ShownComparison | undefined {
    return this.comparison?.value;
  }

  /** Compares runs, the base first; resolves when that is done. What goes wrong is said in the page and thrown. */
  async show(places: readonly ComparedPlace[]): Promise<void> {
    this.sides = places.map(({ runDirectory, model }) => ({
      run: this.nameOf(runDirectory),
      runDirectory,
      ...(model === undefined ? {} : { model }),
    }));
    await this.compare();
  }

  /** An empty page with the reason; for a page whose runs can't be found any more. */
  showNothing(reason: string): void {
    this.problem = reason;
    this.send({ type: 'notCompared', message: reason });
  }

  protected override parse(raw: unknown): ParsedMessage<CompareMessage> {
    return parseCompareMessage(raw);
  }

  protected override sendFailure(message: string): void {
    this.send({ type: 'failed', message });
  }

  protected override async handle(message: CompareMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.sendAll();
        return this.keepUp();
      case 'changeSides':
        // What goes wrong is said by the page already.
        return this.show(
          message.sides.map(({ run, model }) => ({
            runDirectory: this.directoryOf(run),
            ...(model === undefined ? {} : { model }),
          })),
        ).catch(() => undefined);
      case 'addRun':
        return this.addRun();
      case 'openRun':
        return void (await this.parts.openRun(this.directoryOf(message.run)));
      case 'readAnswers':
        return this.readAnswers(message.id, message.tests);
      case 'openTests':
        return void (await this.parts.showTests(message.tests.map((test) => this.placeOf(test))));
      default:
        return assertNever(message);
    }
  }

  private async compare(): Promise<void> {
    this.underWay?.run.dispose();
    this.comparison = undefined;
    this.problem = undefined;
    const { sides, parts } = this;
    const workerPath = vscode.Uri.joinPath(parts.extensionUri, 'dist', 'node', 'compareWorker.mjs').fsPath;
    const stamp = await stampOf(sides);
    if (this.isDisposed || sides !== this.sides) return;
    // Several changes of a run may have been noticed at once.
    this.underWay?.run.dispose();
    const run = new ComparisonRun(workerPath, sides, (step) => this.tellStep(run, step));
    this.underWay = { run, step: 'Comparing' };
    this.sendAll();
    try {
      const value = await run.done;
      if (!value) return;
      this.comparison = { value, stamp };
      this.panel.title = titleOf(value);
      for (const { run: name, runDirectory } of sides) parts.memory.remember(name, { kind: 'runFolder', runDirectory });
    } catch (error) {
      this.problem = messageOf(error);
      throw error;
    } finally {
      // Others may be compared here by now.
      if (this.underWay?.run === run) {
        this.underWay = undefined;
        this.sendAll();
      }
    }
  }

  private tellStep(run: ComparisonRun, step: string): void {
    if (this.underWay?.run !== run) return;
    this.underWay.step = step;
    this.sendAll();
  }

  /** Compares again when a run folder has changed since, as by judging its answers again. */
  private async keepUp(): Promise<void> {
    if (!this.comparison || (await stampOf(this.sides)) === this.comparison.stamp) return;
    await this.compare();
  }

  private sendAll(): void {
    if (this.underWay) this.send({ type: 'comparing', step: this.underWay.step });
    else if (this.problem !== undefined) this.send({ type: 'notCompared', message: this.problem });
    else if (this.comparison) {
      const keep = { sides: this.sides.map(({ run, model }) => ({ run, ...(model === undefined ? {} : { model }) })) };
      this.send({ type: 'compared', comparison: this.comparison.value, keep });
    }
  }

  private async addRun(): Promise<void> {
    const chosen = await this.parts.chooseRun(
      'Compare which run as well?',
      this.sides.map(({ runDirectory }) => runDirectory),
    );
    if (chosen !== undefined) await this.show([...this.sides, { runDirectory: chosen }]).catch(() => undefined);
  }

  private async readAnswers(id: number, tests: readonly ComparedTest[]): Promise<void> {
    try {
      const answers = await Promise.all(
        tests.map((test) => readComparedAnswer(test, this.directoryOf(test.run), this.parts.runs)),
      );
      this.send({ type: 'answersRead', id, answers });
    } catch (error) {
      this.send({ type: 'answersFailed', id, message: messageOf(error) });
    }
  }

  private placeOf({ run, model, index }: ComparedTest): TestPlace {
    return { runDirectory: this.directoryOf(run), model, index };
  }

  /** The page names a run by a name that leads back to its folder after a window reload, too; two copies of a run have two. */
  private nameOf(runDirectory: string): string {
    return `${basename(runDirectory)} ${createHash('sha256').update(runDirectory).digest('hex').slice(0, 8)}`;
  }

  private directoryOf(run: string): string {
    const known = this.sides.find((side) => side.run === run)?.runDirectory;
    if (known === undefined) throw new Error('This run is not part of the comparison any more.');
    return known;
  }
}

/** Changes whenever the verdicts or the facts of one of the runs do. */
async function stampOf(sides: readonly SideFolder[]): Promise<string> {
  const { runFiles } = await import('../../core/runFolder/runFolderPaths');
  const files = sides.flatMap(({ runDirectory }) => [
    join(runDirectory, runFiles.manifest),
    join(runDirectory, runFiles.events),
  ]);
  const stamps = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
        () => 'none',
      ),
    ),
  );
  return stamps.join('\n');
}

function titleOf({ sides }: ShownComparison): string {
  const names = [...new Set(sides.map(({ benchmarkName }) => oneLine(benchmarkName)))];
  return `Compare: ${names.join(', ')}`;
}
