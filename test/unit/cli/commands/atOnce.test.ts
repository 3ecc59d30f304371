// Several programs on one run folder at the same moment, as two windows or two terminals are: one writes, the others wait for their turn or say
// who does, and nothing is asked twice or lost.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { endedTests } from '../../../../src/core/runFolder/readTest';
import { unreadableTests } from '../../../../src/core/runFolder/unreadableTests';
import { buildProgram, CliFixture } from '../cliFixture';

const words = Array.from({ length: 40 }, (_, at) => `word${at}`);
/** A number of tests at which the program says how far it is: a tenth of all, or some. */
const done = 12;
const isReached = / 12\/40 /;

describe('several programs on one run folder', () => {
  let fixture: CliFixture;
  before(buildProgram);
  beforeEach(async () => {
    fixture = await CliFixture.make();
    await fixture.writeBenchmark(['openai~m'], 'repeat.yaml', 'Repeat', words);
  });
  afterEach(() => fixture.remove());

  it('leave it whole, with nothing asked twice', async () => {
    let answers = done;
    const environment = await fixture.serve({
      reply: ({ prompt }) => (answers-- > 0 ? { text: prompt } : { hang: 'beforeHeaders' }),
    });
    const child = fixture.start(['run', 'repeat.yaml', '--no-images', '--concurrency', '4'], environment);
    child.stdout.resume();
    while (!isReached.test(String(await once(child.stderr, 'data'))));
    child.kill('SIGKILL');
    await once(child, 'close');
    answers = Infinity;
    const asked = fixture.server!.requests.length;
    const [name = ''] = await readdir(join(fixture.folder, 'runs'));
    const at = (...args: string[]): ReturnType<CliFixture['program']> => fixture.program(args, environment);
    const resume = ['resume', name, '--no-images'];
    const writers = [resume, resume, ['rescore', name, '--no-images'], ['open', name, '--print']];
    const readers = [['show', name]];
    const [written, read] = await Promise.all([
      Promise.all(writers.map((args) => at(...args))),
      Promise.all(readers.map((args) => at(...args))),
    ]);
    for (const { code, stderr } of written) {
      assert.ok(code === 0 || /is being written by/.test(stderr), stderr);
      assert.doesNotMatch(stderr, /\n {4}at |ENOENT|EEXIST/);
    }
    for (const { code, stderr } of read) assert.equal(code, 0, stderr);

    const ended = await at(...resume);
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(fixture.server!.requests.length - asked, words.length - done);
    const run = join(fixture.folder, 'runs', name);
    const { state } = await openRun(run);
    assert.equal(endedTests(state.models).length, words.length);
    assert.deepEqual(await unreadableTests(run, state), []);
    assert.deepEqual(
      (await readdir(run)).filter((file) => /lock|tmp/.test(file)),
      [],
    );
  });
});
