// The Test Runs tree as text: what is below what, what each line says, and what the filter and long lists leave.

import assert from 'node:assert/strict';
import type { ListedRun } from '../../../../src/core/runFolder/listedRun';
import { tagsOf } from '../../../../src/shared/figures/tagStats';
import {
  childrenOf,
  nodeId,
  parentOf,
  shownAfterMore,
  type RunsTreeNode,
  type RunsTreeView,
} from '../../../../src/extension/tree/runsTreeModel';
import { runsTreeItem, type TreeIcon } from '../../../../src/extension/tree/runsTreeItem';
import { runsTreeTooltip } from '../../../../src/extension/tree/runsTreeTooltip';
import type { TestFinished } from '../../../../src/shared/run/events';
import { emptyRunFilter, type RunFilter } from '../../../../src/shared/runs/runFilter';
import { summarize, type RunManifest } from '../../../../src/shared/runs/runManifest';
import type { RunState } from '../../../../src/shared/run/runState';
import { foldRun } from '../../../../src/shared/run/foldRun';
import type { Verdict } from '../../../../src/shared/run/verdict';
import { parseModel } from '../../../../src/shared/run/model';
import { aModel, aTimings } from '../../../builders';

const now = new Date(2026, 10, 21, 18, 0);

type Letters = { [model: string]: string };

/** A run whose tests are letters: `#` correct, `x` incorrect, `!` error, `.` not run. */
function state(id: string, at: string, letters: Letters, testType = 'raw_string_evaluator'): RunState {
  const count = Math.max(...Object.values(letters).map((row) => row.length));
  const models = Object.keys(letters).map((text) => aModel(text, { providerLabel: parseModel(text).provider }));
  const verdicts: { [letter: string]: Verdict } = { '#': 'correct', x: 'incorrect', '!': 'error' };
  const finished = Object.entries(letters).flatMap(([model, row]) =>
    [...row].flatMap((letter, position): TestFinished[] => {
      const verdict = verdicts[letter];
      if (!verdict || verdict === 'not_run') return [];
      const total = 400 + position * 10;
      return [
        {
          type: 'testFinished',
          t: 1000,
          model,
          index: position + 1,
          verdict,
          attempts: 1,
          timings: aTimings({
            endedAt: total,
            queue: 0,
            total,
            ttft: 50,
            ttfa: 50,
            tpot: 12.5,
            decodeTokensPerSecond: 80,
            endToEndTokensPerSecond: 70,
          }),
          tokens: { input: 10, output: 5, reasoning: null, cached: null, source: 'usage' },
          cost: { usd: 0.001, source: 'api' },
          ...(verdict === 'error' ? { error: { kind: 'timeout', message: 'No answer within 120 s.' } as const } : {}),
        },
      ];
    }),
  );
  const isWhole = Object.values(letters).every((row) => !row.includes('.'));
  const prompts = Array.from({ length: count }, (_, position) => ({
    index: position + 1,
    label: `"add ${position + 1} and 5"`,
    ...(testType === 'point' && position === 1 ? { tags: ['hard'] } : {}),
  }));
  const folded = foldRun([
    {
      type: 'runStarted',
      t: 0,
      schemaVersion: 1,
      runId: id,
      at,
      benchmarkName: id.slice(20),
      purpose: '',
      testType,
      models,
      prompts,
    },
    ...finished,
    ...(isWhole ? [{ type: 'runFinished', t: 31_000, status: 'finished' } as const] : []),
  ]);
  return isWhole ? folded : { ...folded, status: 'interrupted' };
}

function listed(of: RunState): ListedRun {
  const facts = {
    id: of.runId,
    benchmarkName: of.benchmarkName,
    purpose: of.purpose,
    comment: of.comment,
    testTypes: [of.testType],
    tags: tagsOf(of.prompts),
    startedAt: of.at,
    importedAt: null,
    ...summarize(of),
  };
  return { runDirectory: `/runs/${of.runId}`, manifest: facts as RunManifest };
}

const math = state('2026-11-21_17-45-03_simple-math', '2026-11-21T17:45:03+01:00', {
  'openai~gpt-4o': '##x',
  'simulated~hasty': '#!#',
});

const signs = state(
  '2026-11-20_09-00-00_street-signs',
  '2026-11-20T09:00:00+01:00',
  { 'openai~gpt-4o': '##' },
  'point',
);

const big = state('2025-03-02_09-00-00_big-run', '2025-03-02T09:00:00+01:00', { 'simulated~swift': '##..' });

function view(changes: Partial<RunsTreeView> = {}): RunsTreeView {
  const runs: ListedRun[] = [listed(math), listed(signs), listed(big)];
  return {
    runs: new Map(runs.map((run) => [run.runDirectory, run])),
    filter: emptyRunFilter,
    states: new Map([math, signs, big].map((one) => [`/runs/${one.runId}`, one])),
    evidence: new Map([
      [
        '/runs/2026-11-21_17-45-03_simple-math|openai~gpt-4o|3',
        ['resultImage', 'transcriptText', 'transcript', 'result'],
      ],
    ]),
    shown: new Map(),
    now,
    ...changes,
  };
}

const glyphs: { [icon: string]: string } = {
  pass: 'v',
  'circle-large-filled': 'O',
  'circle-large': 'o',
  inbox: '<',
  error: 'x',
  warning: '!',
  'circle-outline': '.',
  'loading~spin': '~',
  'sync~spin': '~',
  'debug-disconnect': '~',
};

function glyph(icon: TreeIcon): string {
  return glyphs[icon.name] ?? '-';
}

/** The tree as a person sees it with everything expanded down to `depth`. */
function picture(of: RunsTreeView, { depth = 4, from }: { depth?: number; from?: RunsTreeNode } = {}): string {
  const lines = (node: RunsTreeNode | undefined, level: number): string[] =>
    childrenOf(node, of).flatMap((child) => {
      const { label, description, icon } = runsTreeItem(child, of);
      return [
        `${'  '.repeat(level)}${glyph(icon)} ${label}${description === '' ? '' : `  ${description}`}`,
        ...(level + 1 < depth ? lines(child, level + 1) : []),
      ];
    });
  return lines(from, 0).join('\n');
}

const filtered = (filter: Partial<RunFilter>, depth = 3): string =>
  picture(view({ filter: { ...emptyRunFilter, ...filter } }), { depth });

describe('the Test Runs tree', () => {
  it('shows runs, models, tests and their evidence', () => {
    assert.equal(
      picture(view()),
      [
        '- 80% ! 1 · simple-math  17:45',
        '  O 66.7% · openai~gpt-4o  2/3 · 80.0 tok/s · $0.0030',
        '    v #1 "add 1 and 5"  correct · 400 ms · 80.0 tok/s · $0.0010',
        '    v #2 "add 2 and 5"  correct · 410 ms · 80.0 tok/s · $0.0010',
        '    x #3 "add 3 and 5"  incorrect · 420 ms · 80.0 tok/s · $0.0010',
        '      - result image',
        '      - transcript',
        '      - transcript.json',
        '      - result.json',
        '  O 100% ! 1 · simulated~hasty  2/3 · 80.0 tok/s · $0.0030',
        '    v #1 "add 1 and 5"  correct · 400 ms · 80.0 tok/s · $0.0010 · simulated',
        '    ! #2 "add 2 and 5"  error: Time-out · 410 ms · 80.0 tok/s · $0.0010 · simulated',
        '    v #3 "add 3 and 5"  correct · 420 ms · 80.0 tok/s · $0.0010 · simulated',
        '- 100% · street-signs  yesterday 09:00',
        '  v 100% · openai~gpt-4o  2/2 · 80.0 tok/s · $0.0020',
        '    v #1 "add 1 and 5"  correct · 400 ms · 80.0 tok/s · $0.0010',
        '    v #2 "add 2 and 5"  correct · 410 ms · 80.0 tok/s · $0.0010',
        '~ 100% · big-run  2 Mar 2025 09:00 · interrupted 2/4 · simulated',
        '  O 100% · simulated~swift  2/4 · 80.0 tok/s · $0.0020',
        '    v #1 "add 1 and 5"  correct · 400 ms · 80.0 tok/s · $0.0010 · simulated',
        '    v #2 "add 2 and 5"  correct · 410 ms · 80.0 tok/s · $0.0010 · simulated',
        '    . #3 "add 3 and 5"  not run',
        '    . #4 "add 4 and 5"  not run',
      ].join('\n'),
    );
  });

  it('shows names of several lines, and what nobody sees in them, on one line', () => {
    const odd = { ...math, benchmarkName: 'Words\nForged\u001b[1m', purpose: 'a\n10 correct', comment: 'b\nc' };
    const model = { kind: 'model', runDirectory: `/runs/${math.runId}`, model: 'openai~gpt\u202e\n4o' } as const;
    const of = view({ runs: new Map([[`/runs/${math.runId}`, listed(odd)]]) });
    assert.match(picture(of, { depth: 1 }), /^- 80% ! 1 · Words Forged<U\+001B>\[1m {2}17:45$/);
    const [name, purpose, comment, ...more] = runsTreeTooltip({ kind: 'run', runDirectory: `/runs/${math.runId}` }, of);
    assert.deepEqual([name, purpose, comment], ['Words Forged<U+001B>[1m', 'a 10 correct', 'comment: b c']);
    assert.doesNotMatch([...more, runsTreeItem(model, of).label].join(''), /[\p{Cc}\p{Cf}]/u);
    assert.equal(runsTreeItem(model, of).label, 'openai~gpt<U+202E> 4o');
    const broken: ListedRun = { runDirectory: '/runs/a\nb', problem: 'x\ny' };
    const unread = view({ runs: new Map([[broken.runDirectory, broken]]) });
    assert.equal(picture(unread), '! a b  can’t be read');
    assert.deepEqual(runsTreeTooltip({ kind: 'run', runDirectory: broken.runDirectory }, unread), ['a b', 'x y']);
  });

  it('needs no events for runs and models', () => {
    const unloaded = view({ states: new Map() });
    assert.equal(picture(unloaded, { depth: 2 }), picture(view(), { depth: 2 }));
    assert.equal(picture(unloaded), picture(unloaded, { depth: 2 }), 'and shows no tests before they are loaded');
  });

  it('leaves what fits API, model, test type, tag, verdict and text together', () => {
    assert.equal(
      filtered({ apis: ['openai'], testTypes: ['point'] }, 2),
      '- 100% · street-signs  yesterday 09:00\n  v 100% · openai~gpt-4o  2/2 · 80.0 tok/s · $0.0020',
    );
    assert.match(
      filtered({ models: ['simulated~hasty'] }, 2),
      /^- [^\n]* · simple-math[^\n]*\n {2}[Ov] [^\n]* · simulated~hasty[^\n]*$/,
    );
    assert.match(
      filtered({ verdicts: ['incorrect'] }),
      /^- [^\n]* · simple-math[^\n]*\n {2}[Ov] [^\n]* · openai~gpt-4o[^\n]*\n {4}x #3[^\n]*$/,
    );
    assert.match(
      filtered({ verdicts: ['not_run'] }),
      /^~ [^\n]* · big-run[^\n]*\n {2}[Ov] [^\n]* · simulated~swift[^\n]*\n {4}\. #3[^\n]*\n {4}\. #4[^\n]*$/,
    );
    assert.match(
      filtered({ kinds: ['timeout'] }),
      /^- [^\n]* · simple-math[^\n]*\n {2}[Ov] [^\n]* · simulated~hasty[^\n]*\n {4}! #\d[^\n]*$/,
    );
    assert.equal(filtered({ kinds: ['noVision'] }), '');
    assert.match(
      filtered({ tags: ['hard'] }),
      /^- [^\n]* · street-signs[^\n]*\n {2}[Ov] [^\n]* · openai~gpt-4o[^\n]*\n {4}v #2[^\n]*$/,
    );
    assert.match(
      filtered({ text: 'SIGNS' }),
      /^- [^\n]* · street-signs[^\n]*\n {2}[Ov] [^\n]* · openai~gpt-4o[^\n]*\n {4}v #1[^\n]*\n {4}v #2[^\n]*$/,
    );
    assert.equal(filtered({ apis: ['ollama'] }), '');
  });

  it('says of a run that can’t be read so, as long as nothing is filtered', () => {
    const broken: ListedRun = {
      runDirectory: '/runs/2026-11-21_10-00-00_odd',
      problem: 'run.json of 2026-11-21_10-00-00_odd is not JSON.',
    };
    const of = view({ runs: new Map([[broken.runDirectory, broken]]) });
    assert.equal(picture(of), '! 2026-11-21_10-00-00_odd  can’t be read');
    assert.match(runsTreeTooltip({ kind: 'run', runDirectory: broken.runDirectory }, of).join('\n'), /is not JSON/);
    assert.equal(picture({ ...of, filter: { ...emptyRunFilter, apis: ['openai'] } }), '');
  });

  it('shows long lists in pages', () => {
    const row = '#'.repeat(450);
    const long = state('2026-11-21_11-00-00_long', '2026-11-21T11:00:00+01:00', { 'simulated~swift': row });
    const run = listed(long);
    const model: RunsTreeNode = { kind: 'model', runDirectory: run.runDirectory, model: 'simulated~swift' };
    const of = (shown: number | undefined): RunsTreeView =>
      view({
        runs: new Map([[run.runDirectory, run]]),
        states: new Map([[run.runDirectory, long]]),
        shown: new Map(shown === undefined ? [] : [[nodeId(model), shown]]),
      });
    const last = (one: RunsTreeView): string => picture(one, { depth: 1, from: model }).split('\n').at(-1)!;
    assert.equal(childrenOf(model, of(undefined)).length, 201);
    assert.equal(last(of(undefined)), '- Show 200 more  of 250');
    const next = shownAfterMore({ kind: 'more', parent: model }, of(undefined));
    assert.equal(last(of(next)), '- Show 50 more  of 50');
    assert.equal(childrenOf(model, of(next + 200)).length, 450);
  });

  it('gives every node an id of its own and the way back up', () => {
    const of = view();
    const seen = new Set<string>();
    const walk = (parent: RunsTreeNode | undefined): void => {
      for (const child of childrenOf(parent, of)) {
        assert.ok(!seen.has(nodeId(child)), nodeId(child));
        seen.add(nodeId(child));
        assert.deepEqual(parentOf(child), parent);
        walk(child);
      }
    };
    walk(undefined);
    assert.equal(seen.size, 3 + 4 + 3 + 3 + 2 + 4 + 4);
  });

  it('tells menus facts', () => {
    const facts = childrenOf(undefined, view()).map((node) => runsTreeItem(node, view()).facts);
    assert.deepEqual(facts, ['run finished errors', 'run finished', 'run interrupted unfinished']);
  });

  it('names in tooltips what was charged beside the answers', () => {
    const charged = structuredClone(math);
    charged.models[0]!.otherCost.failedAttempts = { usd: 0.0003, calls: 3 };
    charged.models[1]!.otherCost.warmUps = { usd: 0.0001, calls: 1 };
    const run = listed(charged);
    const { runDirectory } = run;
    const of = { ...view(), runs: new Map([[runDirectory, run]]) };
    const tooltip = (model?: string): string =>
      runsTreeTooltip(
        model === undefined ? { kind: 'run', runDirectory } : { kind: 'model', runDirectory, model },
        of,
      ).join('\n');
    assert.match(tooltip(), /cost \$0\.0060, 6 of 6 priced; \+ \$0\.00040 for 3 failed attempts and 1 warm-up call$/m);
    assert.match(tooltip('openai~gpt-4o'), /cost \$0\.0030; \+ \$0\.00030 for 3 failed attempts$/m);
    assert.match(tooltip('simulated~hasty'), /; \+ \$0\.00010 for 1 warm-up call$/m);
    assert.doesNotMatch(runsTreeTooltip({ kind: 'run', runDirectory }, view()).join('\n'), /;/);
  });

  it('tells more in tooltips', () => {
    const runDirectory = '/runs/2026-11-21_17-45-03_simple-math';
    const of = view();
    assert.match(
      runsTreeTooltip({ kind: 'run', runDirectory }, of).join('\n'),
      /4 correct, 1 incorrect, 1 error of 6 tests\ntokens 60 in \+ 30 out/,
    );
    assert.match(
      runsTreeTooltip({ kind: 'model', runDirectory, model: 'openai~gpt-4o' }, of).join('\n'),
      /^openai~gpt-4o[^]*accuracy 66\.7%[^]*median TTFT 50 ms/,
    );
    assert.match(
      runsTreeTooltip({ kind: 'test', runDirectory, model: 'simulated~hasty', index: 2 }, of).join('\n'),
      /No answer within 120 s\./,
    );
  });
});
