// Files of strangers with random damage: benchmark files, reports, run folders. Each is read, or refused in words that a person can use.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ZodError } from 'zod';
import { importReport } from '../../src/core/runFolder/importReport';
import { eventSchema } from '../../src/core/runFolder/eventSchema';
import { formatTestLine } from '../../src/core/runFolder/testLine';
import { emptyRun } from '../../src/shared/run/runState';
import { applyEvent } from '../../src/shared/run/foldRun';
import { folderJobs } from '../attacks/folderAttacks';
import { inspectLog, promptfooResults } from '../unit/core/runFolder/foreignResults';
import { load } from '../unit/core/benchmark/benchmarkProblems';
import type { FuzzTarget } from './fuzzTarget';
import { damages, mangled } from './mangled';

const examples = ['first-run', 'command-line-parsing', 'json-extraction', 'math-in-python', 'pictures'].map((name) =>
  readFileSync(`examples/${name}.yaml`, 'utf8'),
);

const benchmarkFiles: FuzzTarget = {
  name: 'benchmark files',
  property: fc.property(fc.constantFrom(...examples), damages, (example, list) => {
    const text = mangled(example, list);
    const lines = text.split(/\r\n|\r|\n/).length;
    const { benchmark, problems } = load(text);
    for (const { line, column, endLine, endColumn, message } of problems) {
      assert.ok(line >= 1 && column >= 1 && endLine <= lines, `${line}:${column}-${endLine}`);
      assert.ok(endLine > line || (endLine === line && endColumn >= column));
      assert.ok(message.length > 10 && !/\[object Object\]|\bNaN\b/.test(message), message);
    }
    assert.equal(
      benchmark === undefined,
      problems.some(({ severity }) => severity === 'error'),
    );
  }),
};

const reports = [
  ...['test/runFolders/version1', 'test/runFolders/version2'].map((folder) =>
    readFileSync(join(folder, 'report.json'), 'utf8'),
  ),
  ...[promptfooResults, inspectLog].map((results) => JSON.stringify(results)),
];

const importedReports: FuzzTarget = {
  name: 'reports',
  property: fc.property(fc.constantFrom(...reports), damages, (report, list) => {
    const imported = orWords(() => importReport(mangled(report, list), { fileName: 'report.json' }));
    if (!imported) return;
    const state = emptyRun();
    for (const event of imported.events) {
      assert.ok(eventSchema.safeParse(JSON.parse(JSON.stringify(event))).success, JSON.stringify(event));
      applyEvent(state, event);
    }
    for (const { model, tests } of state.models)
      for (const { index } of tests) {
        const result = imported.result(model, index);
        if (!result) continue;
        const { schemaVersion, runId } = result;
        formatTestLine(result, { schemaVersion, runId, model, index, attempts: [], evaluation: null });
      }
  }),
};

const runFiles = [
  'run.json',
  'benchmark.yaml',
  'events.jsonl',
  'report.json',
  'images/images.json',
  'tests/simulated~flaky.jsonl',
  'tests/simulated~hasty.jsonl',
];

const readers = folderJobs.filter(
  ({ name }) => /^(list|open|read|export|compare|write the page)\b/.test(name) && !/browser/.test(name),
);

const runFolders: FuzzTarget = {
  name: 'run folders',
  isSlow: true,
  property: fc.asyncProperty(
    fc.array(fc.tuple(fc.constantFrom(...runFiles), damages), { minLength: 1, maxLength: 2 }),
    async (list) => {
      const ground = await mkdtemp(join(tmpdir(), 'isb-fuzz-'));
      try {
        const run = join(ground, 'run');
        await cp('test/runFolders/version2', run, { recursive: true });
        // By bytes: what is damaged may be no UTF-8 any more.
        for (const [file, own] of list)
          await writeFile(join(run, file), mangled(await readFile(join(run, file), 'latin1'), own), 'latin1');
        for (const { name, work } of readers)
          await work(run).catch((error: unknown) => {
            assert.ok(isInWords(error), `${name}: ${String(error)}`);
          });
      } finally {
        await rm(ground, { recursive: true });
      }
    },
  ),
};

export const fileTargets: readonly FuzzTarget[] = [benchmarkFiles, importedReports, runFolders];

/** What was made, or nothing where it was refused in words. */
function orWords<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    assert.ok(isInWords(error), String(error));
    return undefined;
  }
}

/** Errors of an engine or a library speak of values that no person has written. */
function isInWords(error: unknown): boolean {
  const foreign = [TypeError, RangeError, SyntaxError, ReferenceError, ZodError, assert.AssertionError];
  return error instanceof Error && !foreign.some((kind) => error instanceof kind);
}
