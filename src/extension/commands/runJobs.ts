// Work on the results of a run that has ended, with a notification that says how far it is.

import { basename } from 'node:path';
import { showInformation } from '../host/notices';
import type { LiveRuns } from '../running/liveRuns';
import type { RunResumer } from '../running/runResumer';
import type { TestRuns } from '../runs/testRuns';
import { counted } from '../../shared/text/counted';
import { withCountedProgress } from './withCountedProgress';

export class RunJobs {
  constructor(
    private readonly distDirectory: string,
    private readonly live: LiveRuns,
    private readonly resumer: RunResumer,
    private readonly testRuns: TestRuns,
  ) {}

  /** Judges the stored answers again, and says what changed. */
  async rescore(runDirectory: string): Promise<void> {
    this.live.refuse(runDirectory);
    const request = await this.resumer.rescoreRequest(runDirectory);
    if (!request) return;
    const { rescoreRun } = await import('../../core/jobs/rescoreRun');
    const outcome = await withCountedProgress(
      `Judging the answers of ${basename(runDirectory)} again`,
      'Judging again was cancelled; what was judged by then is kept.',
      (onProgress, signal) => rescoreRun(request, onProgress, signal),
    );
    this.testRuns.refresh();
    const changed =
      outcome.changed === 0
        ? 'no verdict changed'
        : `${counted(outcome.changed, 'verdict')} changed; both verdicts are kept`;
    void showInformation(`${counted(outcome.judged, 'answer')} of ${basename(runDirectory)} judged again: ${changed}.`);
  }

  /** Draws the result images from what the run folder holds, and says how many could be drawn. */
  async redrawImages(runDirectory: string): Promise<void> {
    this.live.refuse(runDirectory);
    const { annotateRun } = await import('../../core/jobs/annotateRun');
    const { drawn, failed, firstFailure } = await withCountedProgress(
      `Drawing the result images of ${basename(runDirectory)}`,
      'Drawing was cancelled; what was drawn by then is kept.',
      (onProgress, signal) => annotateRun({ runDirectory, distDirectory: this.distDirectory }, onProgress, signal),
    );
    this.testRuns.refresh();
    if (failed > 0)
      throw new Error(
        `${counted(failed, 'result image')} of ${basename(runDirectory)} could not be drawn. ${firstFailure ?? ''}`,
      );
    void showInformation(`${counted(drawn, 'result image')} of ${basename(runDirectory)} drawn.`);
  }
}
