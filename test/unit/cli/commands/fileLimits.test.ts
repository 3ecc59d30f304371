// Runs into what the system allows a process: how large a file may be (`ulimit -f`) and how many may be open (`ulimit -n`).

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { buildProgram, CliFixture, ended, repeats, root } from '../cliFixture';

if (process.platform === 'linux')
  describe('the program at a limit of its process', () => {
    let fixture: CliFixture;
    before(buildProgram);
    beforeEach(async () => {
      fixture = await CliFixture.make();
    });
    afterEach(() => fixture.remove());

    const runAt = (limit: string, environment: { [name: string]: string }): ReturnType<typeof ended> => {
      const program = [process.execPath, join(root, 'dist/node/cli.mjs'), 'run', 'repeat.yaml', '--no-images', '--yes'];
      return ended(
        spawn('sh', ['-c', `ulimit ${limit}; exec "$@"`, 'sh', ...program], {
          cwd: fixture.folder,
          env: { PATH: process.env['PATH'], ...environment },
        }),
      );
    };

    it('says in a sentence that it can not be loaded at ulimit -n 60', async () => {
      const { code, stderr } = await runAt('-n 60', {});
      assert.equal(code, 2, stderr);
      assert.match(stderr, /^error: This program has too many files open \(`ulimit -n`\)\. Allow more open files\.$/m);
    });

    const many = Array.from({ length: 180 }, (_, place) => `openai~m${place}`);
    for (const { limit, models, words, said } of [
      {
        limit: '-f 16',
        models: ['openai~m'],
        words: Array.from({ length: 24 }, (_, place) => `word${place}`),
        said: /error: The run stopped: a file would be larger than this system allows \(`ulimit -f`\).* Allow larger files, then resume it/,
      },
      {
        limit: '-n 170',
        models: many,
        words: ['one', 'two'],
        said: /error: The run stopped: this program has too many files open \(`ulimit -n`\).* Allow more open files, then resume it/,
      },
    ])
      it(`ends with a sentence at ulimit ${limit}, and goes on without it`, async () => {
        const environment = await fixture.serve(repeats);
        await fixture.writeBenchmark(models, 'repeat.yaml', 'Repeat', words);
        const { code, stderr } = await runAt(limit, environment);
        assert.equal(code, 2, stderr);
        assert.match(stderr, said);
        assert.doesNotMatch(stderr, /E(?:FBIG|MFILE)|\n {4}at /);
        const [name] = await readdir(join(fixture.folder, 'runs'));
        const resumed = await fixture.program(['resume', name!, '--retry-errors', '--no-images'], environment);
        assert.equal(resumed.code, 0, resumed.stderr);
        const text = await readFile(join(fixture.folder, 'runs', name!, 'run.json'), 'utf8');
        const { status, totals } = JSON.parse(text) as RunManifest;
        const tests = words.length * models.length;
        assert.deepEqual([status, totals.correct, totals.tests], ['finished', tests, tests]);
      });
  });
