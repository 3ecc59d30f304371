// Tests that a model API has in a batch are called *submitted* wherever a run is summed up, and never *not run*.

import assert from 'node:assert/strict';
import picocolors from 'picocolors';
import { resultTable } from '../../../../src/cli/text/resultTable';
import { summaryLines } from '../../../../src/cli/text/summaryLines';
import { findTests, testsLines } from '../../../../src/cli/text/testsLines';
import { runAnswer } from '../../../../src/core/agents/runAnswer';
import { runsTable } from '../../../../src/cli/text/runsTable';
import { childrenOf } from '../../../../src/extension/tree/runsTreeModel';
import { listedSummary } from '../../../../src/shared/protocols/overviewProtocol';
import { cellText } from '../../../../webview-ui/src/overview/overviewRows';
import { runsTreeItem } from '../../../../src/extension/tree/runsTreeItem';
import { runsTreeTooltip } from '../../../../src/extension/tree/runsTreeTooltip';
import { summaryText } from '../../../../src/extension/running/summaryText';
import { modelStats } from '../../../../src/shared/figures/runStats';
import { emptyRunFilter, matchesRun } from '../../../../src/shared/runs/runFilter';
import { summarize } from '../../../../src/shared/runs/runManifest';
import { runSummary } from '../../../../src/shared/words/testText';
import { batchedRun } from '../run/batchedRun';
import { manifestOf } from '../run/sketchedRun';

const plainColors = picocolors.createColors(false);
const state = batchedRun({ rows: { 'openai~a': '#,,.', 'openai~b': 'x,,,' }, status: 'waiting' });
const stats = state.models.map(({ tests }) => modelStats(tests));

describe('tests that are submitted', () => {
  it('are told apart from those not run in the line of a run, in panel and terminal', () => {
    const counts = '1 correct, 1 incorrect, 0 errors, 5 submitted, 1 not run of 8 tests';
    assert.ok(runSummary(state, stats).includes(counts), runSummary(state, stats));
    const said = summaryLines(state, plainColors).join('\n');
    assert.match(said, /0 error, 5 submitted, 1 not run; accuracy/);
  });

  it('are said alone where all is submitted', () => {
    const all = batchedRun({ rows: { 'openai~a': ',,,' }, status: 'waiting' });
    const said = `${runSummary(all, [modelStats(all.models[0]!.tests)])} ${summaryLines(all, plainColors).join('\n')}`;
    assert.doesNotMatch(said, /not run/);
  });

  it('have a column of their own in the table of a run, which is there only when it is needed', () => {
    const [header, , first, second] = resultTable(state.models, 200, plainColors).split('\n');
    assert.match(header!, /error +submitted +not run/);
    assert.match(first!, / 2 +1 /);
    assert.match(second!, / 3 +0 /);
    assert.doesNotMatch(
      resultTable(batchedRun({ rows: { 'a~b': '#x' }, status: 'finished' }).models, 200, plainColors),
      /submitted/,
    );
  });

  it('are called so one by one', () => {
    const lines = testsLines(findTests(state, emptyRunFilter, undefined), 200, plainColors).join('\n');
    assert.equal(lines.match(/ submitted /g)?.length, 5);
    assert.equal(lines.match(/not yet run/g)?.length, 1);
  });

  it('are counted by the manifest for the run and each model, and so by the tree', () => {
    const manifest = manifestOf(state);
    assert.deepEqual([manifest.submitted, ...manifest.models.map(({ submitted }) => submitted)], [5, 2, 3]);
    assert.deepEqual(summarize(state).totals.notRun, 6);
    const runs = new Map([['/r', { runDirectory: '/r', manifest }]]);
    const view = {
      runs,
      states: new Map(),
      filter: emptyRunFilter,
      evidence: new Map(),
      shown: new Map(),
      now: new Date(0),
    };
    const lines = (node: Parameters<typeof runsTreeTooltip>[0]): string => runsTreeTooltip(node, view).join('\n');
    assert.match(lines({ kind: 'run', runDirectory: '/r' }), /0 errors, 5 submitted, 1 not run of 8 tests/);
    assert.match(lines({ kind: 'model', runDirectory: '/r', model: 'openai~b' }), /0 errors, 3 submitted\n/);
  });

  it('are told in the tree with what the model APIs said of them', () => {
    const lineOf = (
      sketch: Omit<Parameters<typeof batchedRun>[0], 'status'>,
      status: 'waiting' | 'finished',
    ): string => {
      const manifest = manifestOf(batchedRun({ ...sketch, status }));
      const runs = new Map([['/r', { runDirectory: '/r', manifest }]]);
      const view = { runs, states: new Map(), filter: emptyRunFilter, evidence: new Map(), shown: new Map() };
      return runsTreeItem({ kind: 'run', runDirectory: '/r' }, { ...view, now: new Date(0) }).description;
    };
    const rows = { 'openai~a': ',,,,', 'openai~b': ',,,,', 'openai~c': '#x#x' };
    assert.match(lineOf({ rows, answered: 3 }, 'waiting'), /waiting, 6 of 8 answered/);
    assert.match(lineOf({ rows }, 'waiting'), /waiting, 8 tests/);
    assert.doesNotMatch(lineOf({ rows: { 'openai~c': '#x#x' }, answered: 3 }, 'finished'), /answered/);
  });

  it('are found as such and not as those not run, in terminal, tree, list and overview', () => {
    const manifest = manifestOf(state);
    const submitted = manifestOf(batchedRun({ rows: { 'openai~a': '#,' }, status: 'waiting' }));
    for (const standing of ['submitted', 'not_run'] as const) {
      const filter = { ...emptyRunFilter, verdicts: [standing] };
      const found = findTests(state, filter, undefined).flatMap(({ tests }) => tests);
      assert.equal(found.length, standing === 'submitted' ? 5 : 1);
      const runs = new Map([['/r', { runDirectory: '/r', manifest }]]);
      const states = new Map([['/r', state]]);
      const view = { runs, states, filter, evidence: new Map(), shown: new Map(), now: new Date(0) };
      const nodes = ['openai~a', 'openai~b'].flatMap((model) =>
        childrenOf({ kind: 'model', runDirectory: '/r', model }, view),
      );
      assert.equal(nodes.length, found.length);
      assert.ok(matchesRun(filter, manifest));
      assert.equal(matchesRun(filter, submitted), standing === 'submitted');
    }
  });

  it('are what all lists of runs say of one that waits, in the same words', async () => {
    const waiting = batchedRun({ rows: { 'openai~a': ',,,,', 'openai~b': '#x#x' }, answered: 3, status: 'waiting' });
    const manifest = manifestOf(waiting);
    const words = 'waiting, 3 of 4 answered';
    const runs = new Map([['/r', { runDirectory: '/r', manifest }]]);
    const view = { runs, states: new Map(), filter: emptyRunFilter, evidence: new Map(), shown: new Map() };
    const tree = runsTreeItem({ kind: 'run', runDirectory: '/r' }, { ...view, now: new Date(0) }).description;
    const row = { id: '1', folderName: 'r', folder: '', summary: listedSummary(manifest), problem: null };
    const agents = await runAnswer('/r', waiting, { from: 1, count: 10, verdict: undefined }, { linkTo: () => '' });
    assert.ok(tree.includes(words), tree);
    assert.equal(cellText('status', row), words);
    const list = runsTable([{ run: manifest, name: 'r' }], 300, plainColors);
    assert.ok(list.includes(words), list);
    assert.deepEqual([agents['status'], agents['submitted'], agents['not_run']], [words, 4, 0]);
  });

  it('are named in the end of a run that no batch is open of any more', () => {
    const given = { ...state, batches: [] };
    assert.match(summaryText(given), /, 5 submitted, 1 not run$/);
  });
});
