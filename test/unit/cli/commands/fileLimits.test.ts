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

    const run = ['run', 'repeat.yaml', '--no-images', '--yes'];
    const runAt = (
      limit: string,
      environment: { [name: string]: string },
      args: readonly string[] = run,
    ): ReturnType<typeof ended> => {
      const program = [process.execPath, join(root, 'dist/node/cli.mjs'), ...args];
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

    it('leaves nothing of what it could not begin to write, as on a full disk', async () => {
      await fixture.writeBenchmark(['simulated~swift'], 'repeat.yaml', 'Repeat', ['one']);
      const ran = await runAt('-f 0', {});
      assert.equal(ran.code, 2, ran.stderr);
      assert.match(
        ran.stderr,
        /error: No run folder could be made in .*runs: a file would be larger .* Nothing was sent\. /,
      );
      assert.deepEqual(await readdir(join(fixture.folder, 'runs')), []);
      const begun = await runAt('-f 0', {}, ['new', 'my.yaml']);
      assert.equal(begun.code, 2, begun.stderr);
      assert.match(begun.stderr, /my\.yaml can't be written: a file would be larger/);
      assert.ok(!(await readdir(fixture.folder)).includes('my.yaml'));
      assert.equal((await runAt('-c 0', {})).code, 0);
      const listed = await runAt('-f 0', {}, ['list', '--html']);
      assert.match(listed.stderr, /page of the runs could not be written into .*runs: a file would be larger/);
      assert.doesNotMatch(ran.stderr + begun.stderr + listed.stderr, /EFBIG|\n {4}at /);
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
