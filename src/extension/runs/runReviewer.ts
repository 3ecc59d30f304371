// Reviews of this window's user: asks for what must be said, and writes it into the run folder beside the program's verdicts.

import { basename } from 'node:path';
import * as vscode from 'vscode';
import { reviewerProblem, reviewTextProblem } from '../../shared/run/reviews';
import { findTest } from '../../shared/run/runState';
import type { ReviewAct } from '../../shared/protocols/testPageProtocol';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { testName } from '../../shared/words/testName';
import type { SaidOfTest } from '../../core/jobs/reviewRun';
import { ask, showInformation } from '../host/notices';
import { settingsSection } from '../host/settings';
import type { LiveRuns } from '../running/liveRuns';
import type { TestPlace } from './testFiles';
import type { TestRuns } from './testRuns';

export class RunReviewer {
  private known: Promise<string | null> | undefined;
  /** One review after the other: a run folder has one writer. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly distDirectory: string,
    private readonly live: LiveRuns,
    private readonly testRuns: TestRuns,
  ) {}

  /** The setting, else git's name of the user, else the account's; null where there is none. */
  async name(): Promise<string | null> {
    const set = vscode.workspace.getConfiguration(settingsSection).get('reviewer');
    if (typeof set === 'string' && set.trim() !== '' && reviewerProblem(set.trim()) === null) return set.trim();
    this.known ??= import('../../core/run/reviewerName').then(async ({ reviewerName }) => {
      return (await reviewerName(process.env))?.name ?? null;
    });
    return this.known;
  }

  /** Nothing is written when the user gives up. Throws for people when the run can't be written. */
  async say({ runDirectory, model, index }: TestPlace, act: ReviewAct): Promise<void> {
    const reviewer = await this.requireName();
    const said = await this.ask({ runDirectory, model, index }, act, reviewer);
    if (said) await this.write(runDirectory, reviewer, [{ model, index, ...said }]);
  }

  /** Signs the run off once the user has agreed to put the name under it. */
  async signOff(runDirectory: string): Promise<void> {
    const reviewer = await this.requireName();
    const name = basename(runDirectory);
    const yes = 'Sign Off';
    const detail = 'Your name and the time are kept in the run folder. No verdict changes.';
    if ((await ask('information', `Sign off ${name} as ${oneLine(reviewer)}?`, detail, yes)) !== yes) return;
    await this.write(runDirectory, reviewer, [], true);
    void showInformation(`${name} is signed off by ${oneLine(reviewer)}.`);
  }

  private async requireName(): Promise<string> {
    const name = await this.name();
    if (name === null)
      throw new Error(
        'Nobody knows your name here: write it into the setting isoSpeedBench.reviewer, and review again.',
      );
    return name;
  }

  /** What the user says; absent for nothing. */
  private async ask(
    { runDirectory, model, index }: TestPlace,
    act: ReviewAct,
    reviewer: string,
  ): Promise<Omit<SaidOfTest, 'model' | 'index'> | undefined> {
    if (act === 'mark') return { verdict: 'same' };
    const state = await this.testRuns.load(runDirectory);
    const test = findTest(state, model, index);
    const of = `${testName(state, index)} of ${oneLine(model)}`;
    const under = `Kept in the run folder under the name ${oneLine(reviewer)}.`;
    const textOf = (title: string, prompt: string, value = '', isNeeded = false): Thenable<string | undefined> =>
      vscode.window.showInputBox({
        title,
        prompt: `${prompt} ${under}`,
        value,
        ignoreFocusOut: true,
        validateInput: (text) =>
          isNeeded && text.trim() === '' ? 'A reason is needed.' : reviewTextProblem(text.trim()),
      });
    if (act === 'comment') {
      const before = test?.reviews?.find((review) => review.reviewer === reviewer)?.comment;
      const comment = await textOf(`Comment on ${of}`, 'Leave it empty to take your comment away.', before);
      return comment === undefined ? undefined : { comment: comment.trim() };
    }
    const verdict = await otherVerdict(of, test?.verdict);
    if (verdict === undefined) return undefined;
    const reason = await textOf(`${of}: ${verdict}`, `Why is it ${verdict}?`, '', true);
    return reason === undefined ? undefined : { verdict, reason: reason.trim() };
  }

  private async write(
    runDirectory: string,
    reviewer: string,
    tests: readonly SaidOfTest[],
    signsOff = false,
  ): Promise<void> {
    const { reviewRun } = await import('../../core/jobs/reviewRun');
    const request = { runDirectory, distDirectory: this.distDirectory, reviewer, tests, signsOff };
    const writing = this.last
      // Whoever wanted the earlier one was told why it failed.
      .catch(() => undefined)
      .then(() => {
        this.live.refuse(runDirectory);
        return reviewRun(request, () => this.testRuns.refresh());
      });
    this.last = writing;
    await writing;
    this.testRuns.refresh();
  }
}

/** Of a test that was judged there is one other verdict; of one that ended in error the user chooses. */
async function otherVerdict(of: string, verdict: string | undefined): Promise<'correct' | 'incorrect' | undefined> {
  if (verdict === 'correct') return 'incorrect';
  if (verdict === 'incorrect') return 'correct';
  const chosen = await vscode.window.showQuickPick(['correct', 'incorrect'], {
    title: `${of} ended in error. What should its verdict be?`,
  });
  return chosen === 'correct' || chosen === 'incorrect' ? chosen : undefined;
}
