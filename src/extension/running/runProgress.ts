// Progress outside the panel: a cancellable notification per run, one status-bar item for all, a word at the end.
// A few updates a second at most, however fast the tests come.

import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { noticeText } from '../host/noticeText';
import * as vscode from 'vscode';
import { showError, showInformation, withProgress } from '../host/notices';
import { commandIds } from '../host/commands';
import { Disposable } from '../host/disposable';
import { cancelRun } from './cancelRun';
import type { LiveRuns } from './liveRuns';
import { shortProgressText } from '../../shared/words/liveProgress';
import { summaryText } from './summaryText';
import type { RunSession } from './runSession';

const updateEveryMs = 250;
const lastWordMs = 10_000;

interface EndedRunActions {
  isVisible(session: RunSession): boolean;
  show(session: RunSession): void;
  revealPath(runDirectory: string): void;
}

export class RunProgress extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('isoSpeedBench.progress', vscode.StatusBarAlignment.Left, 10),
  );
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly runs: LiveRuns,
    private readonly actions: EndedRunActions,
  ) {
    super();
    this.item.name = 'Iso Speed Bench';
    this.item.command = commandIds.showRun;
    this.register(runs.onDidStart((session) => this.notify(session)));
    this.register(runs.onDidChange(() => this.updateSoon()));
    this.register(runs.onDidEnd((session) => this.sayLastWord(session)));
    this.register({ dispose: () => clearTimeout(this.timer) });
  }

  private updateSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.update();
    }, updateEveryMs);
  }

  private update(): void {
    const { sessions } = this.runs;
    if (sessions.length === 0) return this.item.hide();
    const progress = sessions.map((session) => session.progress);
    const finished = progress.reduce((sum, one) => sum + one.finished, 0);
    const total = progress.reduce((sum, one) => sum + one.total, 0);
    this.item.text = `$(sync~spin) ${barText(sessions) ?? `${formatCount(finished)}/${formatCount(total)}`}`;
    this.item.tooltip = [
      ...sessions.map((session) => `${oneLine(session.state.benchmarkName)}: ${session.doing}`),
      'Click to show or cancel.',
    ].join('\n');
    this.item.accessibilityInformation = {
      label: `Benchmark running, ${formatCount(finished)} of ${formatCount(total)} tests`,
    };
    this.item.show();
  }

  private notify(session: RunSession): void {
    const options = {
      title: session.state.benchmarkName,
      cancellable: true,
    };
    void withProgress(options, async (progress, token) => {
      let shown = 0;
      const timer = setInterval(() => {
        const { finished, total } = session.progress;
        const percent = total === 0 ? 0 : (100 * finished) / total;
        progress.report({ message: session.doing, increment: percent - shown });
        shown = percent;
      }, updateEveryMs);
      token.onCancellationRequested(() => void cancelRun(session));
      await new Promise<void>((resolve) => session.onDidEnd(resolve));
      clearInterval(timer);
    });
  }

  /** A panel in sight says all there is to say itself. */
  private sayLastWord(session: RunSession): void {
    if (session.problem !== undefined) {
      if (this.actions.isVisible(session)) return;
      const message = `${session.state.benchmarkName}: ${session.problem}`;
      void showError(message, 'Show Log').then((choice) => {
        if (choice) void vscode.commands.executeCommand(commandIds.showLog);
      });
      return;
    }
    const summary = summaryText(session.state);
    const { status, mode } = session.state;
    // Nobody looks at a panel for the hours of a batch: its end is told in any case.
    if (this.actions.isVisible(session) && mode !== 'batch') {
      const icon = status === 'finished' ? '$(check)' : '$(circle-slash)';
      vscode.window.setStatusBarMessage(`${icon} ${noticeText(summary)}`, lastWordMs);
      return;
    }
    void showInformation(summary, 'Open Run', 'Open Run Folder').then((choice) => {
      if (choice === 'Open Run') this.actions.show(session);
      if (choice === 'Open Run Folder' && session.runDirectory) this.actions.revealPath(session.runDirectory);
    });
  }
}

/** Of the one run there is; null where there are several, of which only a sum can be said in so little room. */
function barText(sessions: readonly RunSession[]): string | null {
  const [only, ...others] = sessions;
  return only && others.length === 0 ? (only.doingBeside ?? shortProgressText(only.progress)) : null;
}
