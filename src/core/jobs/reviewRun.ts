// Writes into a run folder what a person says of its tests or of the run: further events, and what lists and the page show of them. No verdict
// and no figure of the program changes.

import { basename } from 'node:path';
import type { RunEvent, RunSignedOff, TestReviewed } from '../../shared/run/events';
import { runSchemaVersion } from '../../shared/run/events';
import type { TestReview } from '../../shared/run/testReview';
import type { RunState, TestState } from '../../shared/run/runState';
import { applyEvent } from '../../shared/run/foldRun';
import { requireTest } from '../../shared/words/requireTest';
import { testName } from '../../shared/words/testName';
import { isoWithOffset } from '../ask/runClock';
import { closeRunFolder } from '../run/closeRunFolder';
import { updatedManifest } from '../run/runManifest';
import { workingOnRun } from '../run/runStopped';
import { openRun } from '../runFolder/openRun';
import { readManifest } from '../runFolder/readManifest';
import { RunLog } from '../runFolder/runLog';
import { withRunLock } from '../runFolder/runLock';

/** What is said of one test; what is left out stays as this reviewer said it before. */
export interface SaidOfTest {
  /** Canonical string. */
  model: string;
  /** 1-based. */
  index: number;
  /** `same`: whatever the program says. Absent for a comment alone. */
  verdict?: 'correct' | 'incorrect' | 'same';
  reason?: string;
  /** Empty takes an earlier one away. */
  comment?: string;
}

interface ReviewRequest {
  /** The run folder, written in place. */
  runDirectory: string;
  /** The folder of what was built: webview/. */
  distDirectory: string;
  reviewer: string;
  tests: readonly SaidOfTest[];
  /** Signs the run off, after what is said of the tests. */
  signsOff: boolean;
}

interface ReviewOutcome {
  state: RunState;
  events: (TestReviewed | RunSignedOff)[];
}

/**
 * `onWritten` is told once the events are on the disk, before the page is made, which takes a moment for a large run. Throws for people before
 * anything is written when the folder is no run, another process writes it, or a test has no verdict yet.
 */
export async function reviewRun(
  { runDirectory, distDirectory, reviewer, tests, signsOff }: ReviewRequest,
  onWritten: (events: RunEvent[]) => void = () => undefined,
): Promise<ReviewOutcome> {
  // Says for people when this is no run folder.
  await openRun(runDirectory);
  const words = {
    what: `Reviewing ${basename(runDirectory)}`,
    rest: 'Reviews from before are kept.',
    again: 'review it again',
  };
  return workingOnRun(words, () =>
    withRunLock(runDirectory, async () => {
      // Read again under the lock: the run may have gone on since it was looked at.
      const { state } = await openRun(runDirectory);
      const manifest = await readManifest(runDirectory);
      const by = { schemaVersion: runSchemaVersion, t: state.elapsed, at: isoWithOffset(new Date()), reviewer };
      const events: ReviewOutcome['events'] = tests.map((said) => ({
        ...by,
        type: 'testReviewed',
        ...reviewOf(state, said, reviewer),
      }));
      if (signsOff) events.push({ ...by, type: 'runSignedOff' });
      await append(runDirectory, events);
      for (const event of events) applyEvent(state, event);
      onWritten(events);
      await closeRunFolder({
        runDirectory,
        distDirectory,
        state,
        manifest: updatedManifest(manifest, state),
        report: null,
        images: null,
      });
      return { state, events };
    }),
  );
}

async function append(runDirectory: string, events: readonly RunEvent[]): Promise<void> {
  // The failed write is thrown when the log is closed.
  const ignored = (): void => undefined;
  const log = await RunLog.open(runDirectory, ignored, ignored);
  for (const event of events) log.append(event);
  await log.close();
}

/** All that the reviewer says of the test from now on. */
function reviewOf(
  state: RunState,
  said: SaidOfTest,
  reviewer: string,
): Pick<TestReviewed, 'model' | 'index' | 'verdict' | 'reason' | 'comment'> {
  const { model, index } = said;
  const test = requireTest(state, model, index);
  const name = `${testName(state, index)} of ${model}`;
  if (test.phase !== 'finished') throw new Error(`${name} was not run, so there is nothing to review.`);
  const before = test.reviews?.find((review) => review.reviewer === reviewer);
  const judged = verdictOf(test, said, before);
  const comment = said.comment ?? before?.comment ?? '';
  if (judged.verdict !== undefined && judged.verdict !== test.verdict && judged.reason === undefined)
    throw new Error(`${name} is ${test.verdict}. Say why it should be ${judged.verdict}: a reason is needed.`);
  return { model, index, ...judged, ...(comment === '' ? {} : { comment }) };
}

function verdictOf(
  { verdict }: TestState,
  said: SaidOfTest,
  before: TestReview | undefined,
): Pick<TestReview, 'verdict' | 'reason'> {
  if (said.verdict === undefined)
    return before?.verdict === undefined
      ? {}
      : { verdict: before.verdict, ...(before.reason === undefined ? {} : { reason: before.reason }) };
  const own = said.verdict === 'same' ? verdict : said.verdict;
  return { ...(own === 'not_run' ? {} : { verdict: own }), ...(said.reason ? { reason: said.reason } : {}) };
}
