// What works on run folders writes through `src/core/files` alone, which follows no link out of them. The few others are named here, with why.

import assert from 'node:assert/strict';
import { readSource, sourcesIn } from './sources';

const rooms = [
  'src/core/benchmark',
  'src/core/estimate',
  'src/core/images',
  'src/core/jobs',
  'src/core/project',
  'src/core/resultImage',
  'src/core/run',
  'src/core/runFolder',
  'src/core/cost',
  'src/core/coordinates',
  'src/core/calibration',
  'src/cli',
  'src/extension',
];

/** They look at names, dates and kinds, or ask whether something is there. */
const looking = [
  'access',
  'constants',
  'existsSync',
  'lstat',
  'lstatSync',
  'readdir',
  'readdirSync',
  'realpath',
  'realpathSync',
  'stat',
  'statSync',
];

const exceptions: { readonly [file: string]: readonly string[] } = {
  // Files of the program and of the system.
  'src/cli/main.ts': ['readFileSync'],
  'src/core/resultImage/fontBook.ts': ['readFileSync'],
  'src/core/runFolder/readProcess.ts': ['readFileSync'],
  'src/core/runFolder/reviewPageParts.ts': ['readFile'],
  'src/core/cost/priceList.ts': ['readFile'],
  // The storage that VS Code gives the extension.
  'src/core/runFolder/rememberedRuns.ts': ['mkdir', 'readFile', 'rm', 'utimes'],
  // Pictures of the user's own benchmark.
  'src/core/images/knownPictures.ts': ['readFile'],
  'src/core/images/preparePictures.ts': ['readFile'],
  // The run folder itself: made where there was nothing, and removed where it could not be filled.
  'src/core/runFolder/runFolderPaths.ts': ['mkdir'],
  'src/core/run/runBenchmark.ts': ['rm'],
  'src/core/jobs/importRun.ts': ['rm'],
  'src/core/jobs/mergeRuns.ts': ['rename', 'rm'],
  // `run.lock` is made only where there is nothing of its name, a link included, and removing a link leaves what it leads to.
  'src/core/runFolder/lockFile.ts': ['rm', 'writeFile'],
  'src/core/runFolder/runLock.ts': ['rm'],
  // Goes into folders, never into links.
  'src/core/runFolder/sweepRunFolder.ts': ['rmSync'],
};

describe('what works on run folders', () => {
  it('reads and writes their files through src/core/files alone', () => {
    const others = rooms.flatMap(sourcesIn).flatMap((file) => {
      const statements = readSource(file).matchAll(/^import ([^;]*?) from 'node:fs(?:\/promises)?';/gms);
      const names = [...statements].flatMap(([, clause = '']) =>
        clause
          .replace(/^\{|\}$/g, '')
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      );
      return names
        .filter((name) => !name.startsWith('type ') && !looking.includes(name) && !exceptions[file]?.includes(name))
        .map((name) => `${file} uses ${name} of node:fs`);
    });
    assert.deepEqual(others, []);
  });

  it('has no exception that nobody needs', () => {
    const unused = Object.entries(exceptions).flatMap(([file, names]) =>
      names.filter((name) => !new RegExp(`\\b${name}\\b`).test(readSource(file))).map((name) => `${file}: ${name}`),
    );
    assert.deepEqual(unused, []);
  });
});
