// `import` of results of other tools: what they say is there, what they do not say is *not recorded*, and with their benchmark they are judged again.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readTestResult } from '../../../storedTests';
import { inspectLog, promptfooResults } from '../../core/runFolder/foreignResults';
import { CliFixture } from '../cliFixture';

const config = `
description: Capitals
prompts:
  - '[{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Capital of {{country}}?"}]'
providers: [openai:chat:gpt-x, ollama:llama3]
tests:
  - vars: { country: France }
    assert: [{ type: contains, value: Paris }]
  - vars: { country: Chad }
    assert: [{ type: icontains, value: djamena }]
`;

describe('the program on results of other tools', function () {
  this.timeout(60_000);
  let fixture: CliFixture;
  beforeEach(async () => {
    fixture = await CliFixture.make();
  });
  afterEach(() => fixture.remove());

  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(join(fixture.folder, name), typeof value === 'string' ? value : JSON.stringify(value));

  async function imported(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await fixture.call(['import', ...args, '--json']);
    assert.equal(code, 0, stderr);
    return (JSON.parse(stdout) as { runDirectory: string }).runDirectory;
  }

  const verdictsIn = async (runDirectory: string): Promise<{ [model: string]: string[] }> => {
    const { state } = await openRun(runDirectory);
    return Object.fromEntries(state.models.map(({ model, tests }) => [model, tests.map(({ verdict }) => verdict)]));
  };

  it('makes a run of results of promptfoo, and judges it again with its benchmark', async () => {
    await write('promptfooconfig.yaml', config);
    await write('results.json', promptfooResults);
    assert.equal((await fixture.call(['convert', 'promptfooconfig.yaml'])).code, 0);
    const runDirectory = await imported('results.json', '--benchmark', 'promptfooconfig.bench.yaml');
    assert.deepEqual(await verdictsIn(runDirectory), {
      'openai~gpt-x': ['correct', 'incorrect'],
      'ollama~llama3': ['error', 'incorrect'],
    });
    const first = await readTestResult(runDirectory, 'openai~gpt-x', 1);
    assert.deepEqual(
      [first.prompt, first.response, first.expected, first.timings?.total, first.timings?.ttft, first.cost?.usd],
      ['Capital of France?', 'Paris', 'contains: Paris', 450, null, 0.002],
    );
    assert.deepEqual(first.tokens, { input: 12, output: 2, reasoning: 1, cached: null, source: 'usage' });
    // What came out of a cache was not measured, and 0 is what is not known.
    const second = await readTestResult(runDirectory, 'openai~gpt-x', 2);
    assert.deepEqual([second.timings?.total, second.tokens?.input, second.cost?.usd], [null, null, null]);
    const failed = await readTestResult(runDirectory, 'ollama~llama3', 1);
    assert.equal(failed.error?.message, 'API call error: connect ECONNREFUSED');
    const { stdout, code, stderr } = await fixture.call(['rescore', runDirectory, '--no-images']);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /#2 ollama~llama3: incorrect -> correct/);
    assert.match(stdout, /3 answers judged again: 1 verdict changed/);
  });

  it('makes a run of a log of Inspect, its epochs as trials', async () => {
    await write('log.json', inspectLog);
    const runDirectory = await imported('log.json');
    assert.deepEqual(await verdictsIn(runDirectory), {
      'openai~gpt-x': ['correct', 'incorrect', 'incorrect', 'error'],
    });
    const one = await readTestResult(runDirectory, 'openai~gpt-x', 1);
    assert.deepEqual(
      [one.prompt, one.response, one.expected, one.timings?.total, one.tokens?.input, one.tokens?.reasoning],
      ['What is 2+2?', 'It is 1', '4', 1250, 9, null],
    );
    const two = await readTestResult(runDirectory, 'openai~gpt-x', 3);
    assert.deepEqual(
      [two.prompt, two.expected, two.timings?.total, two.tokens?.input],
      ['What is 2+3?', '5 or five', null, null],
    );
    const { stdout } = await fixture.call(['list']);
    assert.match(stdout, /2026-11-19 .*imported/);
  });

  it('says of a log of Inspect that its run did not come to its end', async () => {
    const about = { ...inspectLog.eval, dataset: { name: 'sums', samples: 5 }, config: { epochs: 2 } };
    const error = { message: 'Docker is\nnot running', traceback: 'at x' };
    const cases: [object, string, RegExp][] = [
      [{ status: 'cancelled' }, 'cancelled', /says that its run was cancelled: it has 4 samples, and/],
      [{ status: 'cancelled', eval: about }, 'cancelled', /it has 4 of 10 samples, and/],
      [{ status: 'cancelled', results: { total_samples: 7 } }, 'cancelled', /it has 4 of 7 samples, and/],
      [{ status: 'error', error }, 'interrupted', /broke off: .* Inspect says: Docker is.*not running$/],
      [{ status: 'error', error: null }, 'interrupted', /broke off: it has 4 samples, and its figures are of those\.$/],
      [{ status: 'started' }, 'interrupted', /before its run had ended/],
    ];
    for (const [more, status, note] of cases) {
      await write('log.json', { ...inspectLog, ...more });
      const runDirectory = await imported('log.json');
      const { state } = await openRun(runDirectory);
      const manifest = JSON.parse(await readFile(join(runDirectory, 'run.json'), 'utf8')) as {
        status: string;
        problems: string[];
      };
      assert.deepEqual([state.status, manifest.status], [status, status]);
      assert.equal(manifest.problems.length, 1);
      assert.match(manifest.problems[0]!, note);
    }
    for (const status of ['success', 'a word of tomorrow']) {
      await write('log.json', { ...inspectLog, status });
      const { state } = await openRun(await imported('log.json'));
      assert.equal(state.status, 'finished');
    }
    const { stdout } = await fixture.call(['list']);
    assert.match(stdout, /cancelled/);
    await write('log.json', { ...inspectLog, status: 'cancelled' });
    const { stderr } = await fixture.call(['resume', await imported('log.json')]);
    assert.match(stderr, /has no benchmark\.yaml: it was imported without its benchmark/);
    await write('none.json', { ...inspectLog, status: 'error', error, samples: [] });
    assert.match((await fixture.call(['import', 'none.json'])).stderr, /has no samples.*Inspect says: Docker is/);
  });

  it('refuses in a sentence what is none, and what claims more than it has', async () => {
    const [result] = promptfooResults.results.results;
    const withIndex = { ...result, testIdx: 2 ** 40 };
    const huge = { ...promptfooResults, results: { ...promptfooResults.results, results: [withIndex, result] } };
    const cases: [unknown, RegExp][] = [
      [{ ...promptfooResults, results: { ...promptfooResults.results, results: [] } }, /have no tests/],
      [{ ...inspectLog, samples: [] }, /has no samples/],
      [huge, /claims .* tests and has 2 results/],
      [{ some: 'JSON' }, /nor results of promptfoo or a log of Inspect/],
      [`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, /nested/],
      [{ ...inspectLog, samples: [null, 5, 'x'] }, /./],
    ];
    for (const [value, says] of cases) {
      await write('bad.json', value);
      const { code, stderr } = await fixture.call(['import', 'bad.json']);
      if (code !== 0) assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\[object Object\]|NaN|at .*\.ts:/);
    }
  });
});
