// Reviewing in a real VS Code: the test page's buttons write into the run folder, the page shows it, and a run is signed off.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { IsoSpeedBenchApi } from '../../src/extension/extension';
import { reviewRun } from '../../src/core/jobs/reviewRun';
import { openRun } from '../../src/core/runFolder/openRun';
import type { ReviewAct } from '../../src/shared/protocols/testPageProtocol';
import type { RunManifest } from '../../src/shared/runs/runManifest';
import {
  activated,
  answering,
  ended,
  eventually,
  extensionId,
  tinyBenchmark,
  WorkspaceFiles,
} from './extensionUnderTest';

describe('reviewing a run', () => {
  let api: IsoSpeedBenchApi;
  let files: WorkspaceFiles;
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('isoSpeedBench');

  beforeEach(async () => {
    api = await activated();
    files = new WorkspaceFiles();
    await settings().update('reviewer', 'Ada Lovelace', vscode.ConfigurationTarget.Global);
  });

  afterEach(async () => {
    await settings().update('reviewer', undefined, vscode.ConfigurationTarget.Global);
    await files.remove();
  });

  it('marks, disagrees, comments and signs off under the name of the setting', async () => {
    const session = await api.run(await files.write('reviewed.yaml', tinyBenchmark({ name: 'Reviewed' })));
    assert.ok(session);
    await ended(session);
    const { runDirectory } = session;
    assert.ok(runDirectory);
    const model = 'simulated~hasty';
    const page = await api.testPages.show({ runDirectory, model, index: 1 });
    const review = (act: ReviewAct, index: number): Promise<void> => page.handle({ type: 'review', act, model, index });
    await review('mark', 1);
    const asked = await answering({ showInputBox: ' Read it again. ' }, () => review('disagree', 2));
    assert.ok(asked.some((question) => question.includes('showInputBox')));
    await answering({ showInputBox: 'A remark.' }, () => review('comment', 3));
    await answering({ showInputBox: undefined }, () => review('comment', 1));
    await answering({ showInformationMessage: 'Sign Off' }, async () =>
      vscode.commands.executeCommand('isoSpeedBench.signOffRun', { kind: 'run', runDirectory }),
    );

    const { state } = await openRun(runDirectory);
    const [one, two, three] = state.models[0]!.tests;
    const said = (test: typeof one): unknown => test?.reviews?.map(({ at: _at, ...review }) => review);
    const reviewer = 'Ada Lovelace';
    const other = two!.verdict === 'correct' ? 'incorrect' : 'correct';
    assert.deepEqual(said(one), [{ reviewer, verdict: one!.verdict }]);
    assert.deepEqual(said(two), [{ reviewer, verdict: other, reason: 'Read it again.' }]);
    assert.deepEqual(said(three), [{ reviewer, comment: 'A remark.' }]);
    assert.deepEqual(
      state.signOffs.map((signOff) => signOff.reviewer),
      [reviewer],
    );
    const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as RunManifest;
    assert.deepEqual([manifest.review.reviewed, manifest.review.disagreed, manifest.review.commented], [2, 1, 1]);
    assert.equal((await api.testRuns.load(runDirectory)).models[0]!.tests[0]!.reviews?.length, 1);
  });

  it('shows in an open panel what is said of its run here and elsewhere', async () => {
    const session = await api.run(await files.write('watched.yaml', tinyBenchmark({ name: 'Watched' })));
    assert.ok(session);
    await ended(session);
    const { runDirectory } = session;
    assert.ok(runDirectory);
    const model = 'simulated~hasty';
    const reviewers = (): unknown => session.state.models[0]!.tests[0]!.reviews?.map(({ reviewer }) => reviewer);
    const page = await api.testPages.show({ runDirectory, model, index: 1 });
    await page.handle({ type: 'review', act: 'mark', model, index: 1 });
    await eventually(session.onDidAddEvents, () => isDeepStrictEqual(reviewers(), ['Ada Lovelace']));
    // As the terminal writes it.
    const distDirectory = vscode.Uri.joinPath(vscode.extensions.getExtension(extensionId)!.extensionUri, 'dist').fsPath;
    const tests = [{ model, index: 1, comment: 'From the terminal.' }];
    await reviewRun({ runDirectory, distDirectory, reviewer: 'Grace', tests, signsOff: true });
    await eventually(session.onDidAddEvents, () => isDeepStrictEqual(reviewers(), ['Ada Lovelace', 'Grace']));
    assert.deepEqual(
      session.state.signOffs.map(({ reviewer }) => reviewer),
      ['Grace'],
    );
  });
});
