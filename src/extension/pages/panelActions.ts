import type * as vscode from 'vscode';
import type { RunActionName } from '../../shared/protocols/runPanelProtocol';
import type { StartList } from '../../shared/protocols/startList';
import type { TestPart } from '../../shared/protocols/testPageProtocol';
import type { RunOrigin, RunSession } from '../running/runSession';
import type { TestPlace } from '../runs/testFiles';

/** What a panel can ask of the rest of the extension. The three that open return nothing when the user thought better of it. */
export interface PanelActions {
  openDroppedFile(name: string, text: string): Promise<RunSession | undefined>;
  chooseFile(): Promise<RunSession | undefined>;
  openSample(): Promise<RunSession | undefined>;
  openTestPart(place: TestPlace, part: TestPart, viewColumn?: vscode.ViewColumn): Promise<void>;
  openTestPage(runDirectory: string, model: string, index: number): Promise<unknown>;
  /** Goes on with an interrupted run. */
  resumeRun(runDirectory: string): Promise<RunSession | undefined>;
  revealPath(runDirectory: string): Promise<void>;
  /** What there is to begin with. */
  startList(): Promise<Omit<StartList, 'back'>>;
  runBenchmark(uri: vscode.Uri): Promise<RunSession | undefined>;
  openBenchmark(uri: vscode.Uri): Promise<unknown>;
  newBenchmark(): Promise<unknown>;
  openRun(runDirectory: string): Promise<RunSession>;
  /** Opens again what a panel has shown. */
  reopen(origin: RunOrigin): Promise<RunSession>;
  /** Fires when the start list may have changed. */
  readonly onDidChangeStart: vscode.Event<unknown>;
  runAction(action: RunActionName, runDirectory: string): Promise<unknown>;
}
