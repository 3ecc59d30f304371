// Runs whose folder can't be written, or not any more.

import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { startOllamaServer } from '../../../servers/startOllamaServer';
import type { TestServer } from '../../../servers/testServer';
import { EngineFixture, never, recorder } from './engineFixture';

describe('a run whose folder can not be written', () => {
  let fixture: EngineFixture;
  let server: TestServer;
  /** Done before the second answer. */
  let meddle: () => Promise<void>;
  beforeEach(async () => {
    fixture = await EngineFixture.make();
    let asked = 0;
    meddle = () => Promise.resolve();
    server = await startOllamaServer({
      models: ['llama3'],
      reply: async () => {
        if (++asked === 2) await meddle();
        return { text: 'a' };
      },
    });
  });
  afterEach(async () => {
    await server.close();
    await fixture.remove();
  });

  const request = () =>
    fixture.request(
      { models: ['llama3'], prompts: ['a', 'b', 'c'].map((word) => ({ word, expectation: 'a' })) },
      { environment: { OLLAMA_HOST: server.url } },
    );

  it('begins with a sentence, and with nothing sent, where no folder can be made', async () => {
    await writeFile(join(fixture.folder, 'file'), '');
    const below = { ...request(), runsDirectory: join(fixture.folder, 'file', 'runs') };
    await assert.rejects(
      runBenchmark(below, recorder(), never),
      /^Error: No run folder could be made in .*Nothing was sent/,
    );
    if (process.platform !== 'linux') return;
    await assert.rejects(
      runBenchmark({ ...request(), runsDirectory: '/proc/runs' }, recorder(), never),
      /^Error: No run folder could be made in \/proc\/runs: /,
    );
  });

  it('says what is kept, and goes on with it', async () => {
    let tellFirst = (): void => undefined;
    const first = new Promise<void>((resolve) => (tellFirst = resolve));
    const heard = recorder((event) => event.type === 'testFinished' && tellFirst());
    meddle = async () => {
      // What was told of is on the disk; the second request may be under way before.
      await first;
      await rename(join(heard.started[0]!, 'tests'), join(fixture.folder, 'tests'));
      await writeFile(join(heard.started[0]!, 'tests'), '');
    };
    await assert.rejects(runBenchmark(request(), heard, never), (error: Error) => {
      assert.match(
        error.message,
        /^The run stopped: (a file has taken the place of its folder|its folder is gone) \(tests/,
      );
      assert.match(error.message, /What was answered by then is kept in /);
      assert.ok(error.message.includes(`\`iso-speed-bench resume ${basename(heard.started[0]!)}\``));
      return true;
    });
    const runDirectory = heard.started[0]!;
    await rm(join(runDirectory, 'tests'));
    await rename(join(fixture.folder, 'tests'), join(runDirectory, 'tests'));
    const { state } = await resumeRun({ ...request(), runDirectory, retryErrors: false }, recorder(), never);
    assert.deepEqual(
      state.models[0]!.tests.map(({ verdict }) => verdict),
      ['correct', 'correct', 'correct'],
    );
  });

  it('is never made anew when it is gone', async () => {
    const heard = recorder();
    // At once: a folder that is being removed file by file is there for a while.
    meddle = () => rename(heard.started[0]!, join(fixture.folder, 'gone'));
    await assert.rejects(runBenchmark(request(), heard, never), /^Error: The run stopped: its folder .* is gone/);
    assert.deepEqual(await fixture.listing(), []);
  });
});
