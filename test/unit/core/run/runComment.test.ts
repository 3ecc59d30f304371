// What a person writes of a run when it is started: in its folder, in every list, and never with a secret in it.

import assert from 'node:assert/strict';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { commentProblem, longestComment } from '../../../../src/shared/runs/runComment';
import { EngineFixture, never, recorder, runSettings } from './engineFixture';

const parts = { models: ['simulated~swift'], prompts: [{ word: 'one', expectation: 'one' }] };

describe("a run's comment", () => {
  let fixture: EngineFixture;

  before(async () => (fixture = await EngineFixture.make()));

  after(() => fixture.remove());

  it('is one line of a length that lists have room for', () => {
    assert.equal(commentProblem('before the update'), null);
    assert.equal(commentProblem('\u{1f600}'.repeat(longestComment)), null);
    assert.match(commentProblem('a'.repeat(longestComment + 1)) ?? '', /at most 200 characters, and has 201/);
    for (const end of ['\n', '\r', '\u0085', '\u2028', '\u2029'])
      assert.equal(commentProblem(`a${end}b`), 'The comment has to be one line.', JSON.stringify(end));
    const parsed = parseArguments(['run', 'a.yaml', '--comment', ' new weights ']);
    assert.equal('comment' in parsed && parsed.comment, 'new weights');
    assert.throws(
      () => parseArguments(['run', 'a.yaml', '--comment', 'a\nb']),
      /--comment: The comment has to be one line/,
    );
  });

  it('is in events and run.json, also when the run goes on', async () => {
    const request = { ...fixture.request(parts), comment: 'new weights' };
    const { runDirectory } = await runBenchmark(request, recorder(), never);
    assert.equal((await readManifest(runDirectory)).comment, 'new weights');
    await resumeRun({ runDirectory, retryErrors: true, ...runSettings({}) }, recorder(), never);
    assert.equal((await readManifest(runDirectory)).comment, 'new weights');
    assert.equal((await openRun(runDirectory)).state.comment, 'new weights');
  });

  it('is empty where nobody wrote one', async () => {
    const { runDirectory } = await runBenchmark({ ...fixture.request(parts), comment: ' ' }, recorder(), never);
    assert.equal((await readManifest(runDirectory)).comment, '');
  });

  it('has no secret of the run in it', async () => {
    const environment = { OPENAI_API_KEY: 'sk-of-nobody-0123456789' };
    const request = { ...fixture.request(parts, { environment }), comment: 'with sk-of-nobody-0123456789' };
    await runBenchmark(request, recorder(), never);
    assert.doesNotMatch(await fixture.everything(), /sk-of-nobody/);
    assert.match(await fixture.everything(), /with \[key\]/);
  });
});
