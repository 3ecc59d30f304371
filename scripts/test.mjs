// `npm test`: format, types, lint, build, unit tests, the suite inside a real extension host, the Playwright suite, in this order.
// Stage names as arguments choose some of them. The last line is `N passed, N failed, N skipped` over all of them.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runToEnd } from './processes.mjs';
import { ensurePinnedBrowser, ensureServer, projectFolder } from './toolCache.mjs';

/**
 * @typedef {{passed: number, failed: number, skipped: number}} Counts
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} title
 * @property {string} advice what to do when it fails
 * @property {boolean} [needsBuild]
 * @property {(countsFile: string) => Promise<Counts>} run
 */

/** Runs a program of node_modules with this Node, which works the same on every platform. */
const runTool = (
  /** @type {string} */ file,
  /** @type {string[]} */ args,
  /** @type {NodeJS.ProcessEnv} */ env = process.env,
) => runToEnd(process.execPath, [path.join(projectFolder, 'node_modules', file), ...args], { cwd: projectFolder, env });

/** A check counts as one. @param {boolean} isOk @returns {Counts} */
const countedAsOne = (isOk) => ({ passed: isOk ? 1 : 0, failed: isOk ? 0 : 1, skipped: 0 });

/**
 * What a suite left behind. A suite that left nothing died, and one that ran nothing tested nothing: both are failures.
 * @param {string} countsFile @param {number} exitCode @returns {Promise<Counts>}
 */
async function countsOf(countsFile, exitCode) {
  /** @type {Counts | undefined} */
  const counts = await readFile(countsFile, 'utf8').then(JSON.parse, () => undefined);
  if (counts === undefined) {
    console.error('The suite ended before it could say how it went.');
    return countedAsOne(false);
  }
  if (counts.passed + counts.failed === 0) {
    console.error('The suite ran no test.');
    return { ...counts, failed: 1 };
  }
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} suite a folder below test/ @param {string} countsFile */
async function runMocha(suite, countsFile) {
  const exitCode = await runTool(
    'mocha/bin/mocha.js',
    ['--config', `test/${suite}/.mocharc.json`, `test/${suite}/**/*.test.ts`],
    { ...process.env, ISB_TEST_COUNTS: countsFile },
  );
  return countsOf(countsFile, exitCode);
}

/** @type {Stage[]} */
const stages = [
  {
    name: 'format',
    title: 'Format',
    advice: '`npm run format` writes the files above as they should be',
    run: async () =>
      countedAsOne((await runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])) === 0),
  },
  {
    name: 'types',
    title: 'Types',
    advice: 'correct what the compiler names above, then `npm run types`',
    run: async () => countedAsOne((await runTool('typescript/bin/tsc', ['-b'])) === 0),
  },
  {
    name: 'lint',
    title: 'Lint',
    advice: 'correct what is named above, then `npm run lint`; `npx eslint --fix .` does the simple ones',
    run: async () => countedAsOne((await runTool('eslint/bin/eslint.js', ['.', '--max-warnings', '0'])) === 0),
  },
  {
    name: 'unit',
    title: 'Unit tests',
    advice: '`npm run unit -- --grep "name of the test"` runs some alone',
    run: (countsFile) => runMocha('unit', countsFile),
  },
  {
    name: 'host',
    title: 'Tests inside the extension host',
    advice: 'read test-results/host-tests.log; `npm run test:host` runs this suite alone',
    needsBuild: true,
    run: async (countsFile) => {
      const { runHostTests } = await import('./hostTests.mjs');
      return countsOf(countsFile, await runHostTests(countsFile));
    },
  },
  {
    name: 'e2e',
    title: 'Tests in the whole VS Code (Playwright)',
    advice: 'look at the screenshots and logs in test-results/; `npm run test:e2e` runs this suite alone',
    needsBuild: true,
    run: (countsFile) => runMocha('e2e', countsFile),
  },
];

async function build() {
  const { buildAll } = await import('../esbuild.mjs');
  await buildAll({ print: console.log });
}

/** Runs one stage between its heading and its duration. @param {string} title @param {() => Promise<Counts>} run @returns {Promise<Counts>} */
async function timed(title, run) {
  console.log(`\n=== ${title} ===`);
  const started = performance.now();
  const counts = await run().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    return countedAsOne(false);
  });
  console.log(
    `=== ${title}: ${counts.failed === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(1)} s ===`,
  );
  return counts;
}

/** @param {string[]} names @returns {Promise<boolean>} whether everything passed */
async function runStages(names) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0)
    throw new Error(`There is no stage ${unknown.join(', ')}. Stages: ${stages.map((stage) => stage.name).join(', ')}`);
  const chosen = stages.filter((stage) => names.length === 0 || names.includes(stage.name));
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'iso-speed-bench-test-'));
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const advice = [];
  let isBuilt = false;
  let hasBuildFailed = false;
  // Fetched while the compiler and the linter work; whoever needs it later waits for it and reports why it could not be had.
  if (chosen.some((stage) => stage.needsBuild)) void ensureTools().catch(() => undefined);
  try {
    for (const stage of chosen) {
      const isBuildNext = !isBuilt && (stage.needsBuild || (names.length === 0 && stage.name === 'unit'));
      if (isBuildNext) {
        isBuilt = true;
        const counts = await timed('Build', async () => build().then(() => ({ passed: 0, failed: 0, skipped: 0 })));
        hasBuildFailed = counts.failed > 0;
        total.failed += counts.failed;
        if (hasBuildFailed) advice.push('Build: correct what esbuild names above, then `npm run build`');
      }
      if (stage.needsBuild && hasBuildFailed) {
        console.log(`\n=== ${stage.title}: not run, there is nothing built ===`);
        continue;
      }
      const counts = await timed(stage.title, () => stage.run(path.join(scratch, `${stage.name}.json`)));
      total.passed += counts.passed;
      total.failed += counts.failed;
      total.skipped += counts.skipped;
      if (counts.failed > 0) advice.push(`${stage.title}: ${stage.advice}`);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  console.log('');
  if (advice.length > 0) console.log(`What to do:\n${advice.map((line) => `  ${line}`).join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0;
}

async function ensureTools() {
  await Promise.all([ensureServer(), process.env['CHROME_PATH'] === undefined ? ensurePinnedBrowser() : undefined]);
}

try {
  process.exitCode = (await runStages(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
