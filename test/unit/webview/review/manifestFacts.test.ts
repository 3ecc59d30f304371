// What the review page says of how a run was made.

import assert from 'node:assert/strict';
import { manifestFacts } from '../../../../webview-ui/src/review/manifestFacts';
import { manifest } from '../../cli/text/interruptedRun';

describe('the facts of a run', () => {
  const windows = (run: ReturnType<typeof manifest>): string[] =>
    manifestFacts(run).flatMap(([name, text]) => (name === 'window in force' ? [text] : []));

  it('have the window of each model whose server told it', () => {
    const run = manifest();
    assert.deepEqual(windows(run), ['openai~通义千问-最大版: 8,192 tokens']);
    assert.deepEqual(windows({ ...run, models: run.models.map((model) => ({ ...model, server: null })) }), []);
  });

  it('say once what several models have in common, and a word once', () => {
    const run = manifest();
    const [first] = run.models;
    const models = ['a', 'b', 'c'].map((name) => ({ ...first!, model: `openai~${name}`, finished: 1 }));
    const valueOf = (name: string, sampling: { [model: string]: { temperature: number } }): string | undefined =>
      manifestFacts({ ...run, models, sampling, concurrency: { 'openai~a': 1, 'openai~b': 1 } }).find(
        ([one]) => one === name,
      )?.[1];
    const [cold, warm] = [{ temperature: 0 }, { temperature: 1 }];
    const different = { 'openai~a': cold, 'openai~b': warm, 'openai~c': cold };
    assert.match(valueOf('sampling', different) ?? '', /^openai~a, openai~c: temperature 0.*\nopenai~b: temperature 1/);
    assert.match(valueOf('sampling', { ...different, 'openai~b': cold }) ?? '', /^all: temperature 0/);
    assert.equal(valueOf('requests at once', different), 'all: 1');
    const isoOf = (iso: ReturnType<typeof manifest>['iso']): string | undefined =>
      manifestFacts({ ...run, iso }).find(([name]) => name === 'iso')?.[1];
    assert.equal(isoOf(null), 'not checked');
    const reasons = ['not iso because temperature was 0 for a and 1 for b', 'not iso because a refused top_p'];
    assert.equal(isoOf({ holds: false, reasons }), ['not iso: 2 things were not equal', ...reasons].join('\n'));
  });

  it('say of what shards or processes it was made', () => {
    const partsOf = (merged: ReturnType<typeof manifest>['merged']): string[] =>
      manifestFacts(manifest({ merged })).flatMap(([name, text]) => (name === 'parts' ? [text] : []));
    const part = { runId: 'r', at: '', machine: null, versions: {}, budgetUsd: null, noise: null, comment: '' };
    const job = { ...part, shard: { index: 1, of: 1 } };
    const digest = '0'.repeat(64);
    const plan = { format: digest, benchmark: digest, files: digest, pictures: digest };
    const whole = { ...plan, models: digest, prompts: digest, mode: digest };
    assert.deepEqual(partsOf({ planHash: digest, plan: whole, parts: [job] }), ['merged from 1 shard']);
    assert.deepEqual(partsOf(null), []);
    const machine = { os: 'Linux', architecture: 'x64', processor: 'Xeon', cores: 2, memoryGb: 8 };
    const parts = [machine, { ...machine, cores: 4 }].map((one, at) => ({
      ...part,
      machine: one,
      shard: { index: at + 1, of: 2 },
    }));
    const facts = manifestFacts(manifest({ machine: null, merged: { planHash: digest, plan: whole, parts } }));
    assert.ok(
      facts.some(
        ([name, text]) =>
          name === 'machine' && text === 'Xeon, 2 cores, 8 GB, Linux x64\nXeon, 4 cores, 8 GB, Linux x64',
      ),
    );
  });

  it('have its comment, when it has one', () => {
    const comments = (comment: string): string[] =>
      manifestFacts(manifest({ comment })).flatMap(([name, text]) => (name === 'comment' ? [text] : []));
    assert.deepEqual([comments('new\u202e weights'), comments('')], [['new<U+202E> weights'], []]);
  });
});
