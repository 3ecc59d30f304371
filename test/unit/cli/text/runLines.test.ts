import assert from 'node:assert/strict';
import { runLines } from '../../../../src/cli/text/runLines';
import { manifest, plain, state } from './interruptedRun';

describe('a run', () => {
  it('is shown with how it was made, its models and its errors', () => {
    const lines = runLines(
      { folder: 'runs/x', state: state(), manifest: manifest(), problems: ['A line was left out.'] },
      Infinity,
      plain,
    );
    const table = lines.findIndex((line) => line === '');
    assert.deepEqual(lines.slice(0, table), [
      'Sums',
      'Can it add?',
      'run           2026-11-21_17-45-03_sums',
      'status        interrupted, 4 of 6 tests have run',
      'started       2026-11-21 17:45 +01:00 from a terminal by kim',
      'elapsed       4.00 s',
      'test type     raw_string_evaluator',
      'mode          throughput: times include what requests cost each other',
      'attempts      at most 4, each up to 2 min 00 s',
      'at once       openai 8',
      'sampling      temperature 0',
      'servers       openai~通义千问-最大版 Q4_K_M sha256:01234 window 8,192 tokens',
      'prices        genai-prices 1',
      'judged again  2026-11-22 10:00: 1 of 3 changed',
      'git           abc1234, the benchmark had been changed since',
      'machine       Some CPU, 8 cores, 32 GB, Linux 6 x64',
      'versions      node 22.1.0',
      'size          2.4 MB',
      'folder        runs/x',
    ]);
    assert.match(lines.join('\n'), /1 test ended in error.*\n {2}1 rate limited.*\n.*#3[^]*\nA line was left out\.$/);
  });

  it('says what was charged beside the answers', () => {
    const charged = state();
    charged.models[0]!.otherCost.failedAttempts = { usd: 0.0003, calls: 3 };
    charged.models[1]!.otherCost.warmUps = { usd: 0.0001, calls: 1 };
    const lines = runLines({ folder: 'runs/x', state: charged, manifest: null, problems: [] }, Infinity, plain);
    assert.match(lines.at(-1)!, /; cost \S+.* \+ \$0\.00040 for 3 failed attempts and 1 warm-up call$/);
  });

  it('says which thinking tags of the user its answers were read with', () => {
    const lines = (thinkingTags: string[] | null): string =>
      runLines(
        { folder: 'runs/x', state: state(), manifest: manifest({ thinkingTags }), problems: [] },
        Infinity,
        plain,
      ).join('\n');
    assert.match(lines(['ponder', '{{hm}}...{{/hm}}']), /^thinking tags {2}ponder, \{\{hm\}\}\.\.\.\{\{\/hm\}\}$/m);
    for (const none of [[], null]) assert.doesNotMatch(lines(none), /thinking/);
  });

  it('is shown without a run.json, too', () => {
    const text = runLines({ folder: 'runs/x', state: state(), manifest: null, problems: [] }, 80, plain).join('\n');
    assert.match(text, /status {5,}interrupted/);
    assert.doesNotMatch(text, /machine/);
  });
});
