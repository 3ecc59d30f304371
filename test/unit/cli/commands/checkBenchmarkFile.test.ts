// `--strict` makes an error of every warning about a benchmark file.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkBenchmarkFile } from '../../../../src/cli/commands/checkBenchmarkFile';
import { benchmarkText } from '../../core/benchmark/benchmarkProblems';

describe('checking a benchmark file', () => {
  it('takes warnings for errors when that is asked for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-strict-'));
    try {
      await writeFile(join(folder, 'odd.yaml'), benchmarkText({}, 'author: me\n'));
      await writeFile(join(folder, 'good.yaml'), benchmarkText());
      const check = (file: string, isStrict: boolean): ReturnType<typeof checkBenchmarkFile> =>
        checkBenchmarkFile(
          { cwd: folder, distDirectory: folder },
          { file, allowsOutsideImages: false, isStrict, services: [] },
        );
      const [loose, strict, good] = [
        await check('odd.yaml', false),
        await check('odd.yaml', true),
        await check('good.yaml', true),
      ];
      const severities = [loose, strict, good].map(({ problems }) => problems.map(({ severity }) => severity));
      assert.deepEqual(severities, [['warning'], ['error'], []]);
      assert.deepEqual(
        [loose, strict, good].map(({ benchmark }) => benchmark !== undefined),
        [true, false, true],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
