// Mocha's usual output, the counts in a file for the closing line of `npm test`, and an end to a suite that left something running, which
// test/nothingLeft.ts has told by then.

import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class TestReporter extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const file = process.env['ISB_TEST_COUNTS'];
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      if (file !== undefined)
        writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
      // Unreferenced: it fires only when something else keeps the process alive.
      setTimeout(() => process.exit(), 1_000).unref();
    });
  }
}
