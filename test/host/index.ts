// Runs inside the extension host: loads every bundled test file beside it into mocha and tells how it went.
// The same entry serves desktop VS Code and the browser workbench. This bundle is CommonJS, so `__dirname` is where it lies.

import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';

/** VS Code calls this. Rejects when a test failed or none was found. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import('mocha');
  // Marked, because the console that they go to is VS Code's own.
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    for (const line of format(...values).split('\n')) console.log(`${process.env.ISB_HOST_TEST_MARK ?? ''}${line}`);
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, slow: 2_000, color: false });
  const files = (await readdir(__dirname, { recursive: true })).filter((name) => name.endsWith('.test.cjs')).sort();
  for (const file of files) mocha.addFile(path.join(__dirname, file));
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const { passes = 0, failures = 0, pending = 0 } = stats ?? {};
  const countsFile = process.env['ISB_TEST_COUNTS'];
  if (countsFile !== undefined)
    await writeFile(countsFile, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  if (failures > 0) throw new Error(`${failures} tests failed`);
  if (passes === 0) throw new Error('no test ran');
}
