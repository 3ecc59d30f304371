// JavaScript that can't be read is found when the benchmark is loaded, before anything is sent. It is never run for that.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { benchmarkOf, problemsOf } from './judged';

const broken: [source: string, line: number][] = [
  ['function judge(a) {\n  return a ===;\n}\n', 2],
  ['const judge = (a) => {\n  return true;\n', 2],
  ['export default (a) => {\n  return a b;\n};\n', 2],
  ['export const n = 1;\nexport function judge(a) {\n  retrun a;\n}\n', 3],
  ['function judge(a) {\n  return "Ada;\n}\n', 2],
  ['const a = 1;\nconst a = 2;\nfunction judge() {\n  return a;\n}\n', 2],
  ['function judge(a) {\n  return await a;\n}\n', 2],
];

const fine = [
  'function judge(a) {\n  return a;\n}\n',
  'module.exports = (a) => a;\n',
  '(a) => a',
  'export default (a) => a;\n',
  'export default async (a) => a;\n',
  'export default function (a) { return a; } const n = 1;\n',
  'export default async function judge(a) { return a; } const n = 1;\n',
  'export default class { }\nexport function judge(a) { return a; }\n',
  'export default function* () {}\n',
  'const n = await 1;\nexport const judge = (a) => a === n;\n',
  'const judge = (a) => a;\nexport {\n  judge,\n  judge as other,\n};\n',
  'export let a, b; export var c; export async function judge(a) { return a; }\n',
  '\uFEFFexport default (a) => a;\n',
  '\uFEFFfunction judge(a) { return a; }\n',
  'throw new Error("never run");\nfunction judge() {}\n',
  `function judge() { return ${'['.repeat(20_000)}${']'.repeat(20_000)}; }`,
];

describe('An evaluator in JavaScript', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'isb-scripts-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const problemsOfFile = (source: string | Buffer): string[] => {
    writeFileSync(join(folder, 'judge.js'), source);
    const files = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
    return loadBenchmark(benchmarkOf('{ expect: [{ javascript: judge.js }] }'), {
      knownProviders: [],
      files,
    }).problems.map(({ message }) => message);
  };

  for (const [source, line] of broken) {
    it(`is refused with its line: ${JSON.stringify(source)}`, () => {
      const found = problemsOfFile(source);
      assert.equal(found.length, 1);
      const start = `judge.js in expect of prompts[0] can't be read as JavaScript: line ${line}: `;
      assert.equal(found[0]!.slice(0, start.length), start);
    });
  }

  for (const source of fine) {
    it(`is taken: ${JSON.stringify(source.slice(0, 80))}`, () => {
      assert.deepEqual(problemsOfFile(source), []);
    });
  }

  it('is refused where it is not UTF-8', () => {
    const latin = Buffer.from('const judge = (a) => a === "caf\xe9";', 'latin1');
    assert.deepEqual(problemsOfFile(latin), [
      'judge.js in expect of prompts[0] is not UTF-8: byte 0xE9 in line 1, column 32 ("café" if it is Windows-1252). Save the file as UTF-8.',
    ]);
  });

  it('is refused in the benchmark itself, too', () => {
    const found = problemsOf(
      `{ expect: [{ javascript: ${JSON.stringify('function judge(a) {\n  return a ===;\n}')} }] }`,
    );
    assert.equal(found.length, 1);
    assert.match(found[0]!, /javascript can't be read as JavaScript: line 2: Unexpected token ';'\.$/);
  });
});
