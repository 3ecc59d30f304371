// A user's own evaluator in JavaScript: what it may give, whose fault it is when it gives nothing, and what it must not reach.

import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { callJavaScriptJudge } from '../../../../src/core/javascript/callJavaScriptJudge';
import { JavaScriptSandbox } from '../../../../src/core/javascript/javascriptSandbox';
import type { JudgeOutcome } from '../../../../src/core/python/ownJudge';

const sandboxDirectory = fileURLToPath(new URL('../../../../dist/sandbox', import.meta.url));
const buildScript = new URL('../../../../scripts/buildSandbox.mjs', import.meta.url).href;
const never = new AbortController().signal;
const answer = 'a "quoted" text\n\u0000 \u2028 é 😀 \\ ` ${x} </script>';
const expectation = { name: 'Ada', born: 1815 };

describe('An evaluator in JavaScript', function () {
  this.timeout(240_000);
  let sandbox: JavaScriptSandbox;
  /** With less memory, and time enough to fill it on a busy machine. */
  let small: JavaScriptSandbox;
  /** With little time, for what never ends. */
  let hurried: JavaScriptSandbox;
  const judged = (source: string, said = answer, where = sandbox): Promise<JudgeOutcome> =>
    callJavaScriptJudge(where, { file: 'judge.js', source, answer: said, expectation, variables: { n: 2 } }, never);

  before(async () => {
    const { buildSandbox } = (await import(buildScript)) as { buildSandbox(directory: string): Promise<boolean> };
    await buildSandbox(sandboxDirectory);
    sandbox = new JavaScriptSandbox({ sandboxDirectory, size: 1, limits: { timeMs: 2000 } });
    small = new JavaScriptSandbox({ sandboxDirectory, size: 1, limits: { timeMs: 60_000, memoryMb: 64 } });
    hurried = new JavaScriptSandbox({ sandboxDirectory, size: 1, limits: { timeMs: 200 } });
  });
  after(() => Promise.all([sandbox.dispose(), small.dispose(), hurried.dispose()]));

  const gives: [source: string, value: unknown][] = [
    ['function judge(answer, expectation, variables) { return true; }', true],
    ['const judge = 5; (answer) => answer === ""', false],
    ['function judge(...all) { return all; }', [answer, expectation, { n: 2 }]],
    ['export default function (answer) { return answer.length; }', answer.length],
    ['export function judge(answer, { born }) { return born; }', 1815],
    ['export const judge = (answer, expectation, { n }) => n;', 2],
    [
      'module.exports = (answer) => ({ pass: true, score: 0.5, reason: answer });',
      { pass: true, score: 0.5, reason: answer },
    ],
    ['export default async (answer) => { await null; return 0.25; };', 0.25],
    ['function judge() { return Promise.resolve({ verdict: "correct" }); }', { verdict: 'correct' }],
    ['function judge() { console.log("noise"); return null; }', null],
    [
      'function judge() { return [typeof process, typeof require, typeof fetch, typeof std, typeof os]; }',
      Array(5).fill('undefined'),
    ],
    ['function judge() { return new Date(2024, 6, 1).toISOString(); }', '2024-07-01T00:00:00.000Z'],
    ['function judge() { return Math.random() === 0.8505931859835982; }', undefined],
    ['function judge(answer) { return /quoted/.test(answer) && [...answer].includes("😀"); }', true],
  ];
  for (const [source, value] of gives) {
    it(`gives what it gave: ${source}`, async () => {
      const outcome = await judged(source);
      if (value === undefined) assert.deepEqual(outcome, await judged(source), 'the same each time');
      else assert.deepEqual(outcome, { value });
    });
  }

  const faults: [name: string, source: string, fault: RegExp][] = [
    [
      'throws',
      'function judge(a) {\n  return a.nothing.here;\n}',
      /^judge\.js, line 2: TypeError: cannot read property 'here' of undefined$/,
    ],
    ['throws a text', 'function judge() { throw "no"; }', /It threw no\./],
    ['throws an object without a name', 'function judge() { throw { toString() { throw 1; } }; }', /^judge\.js/],
    ['rejects', 'export default async () => { throw new RangeError("late"); };', /RangeError: late/],
    ['never settles', 'export default () => new Promise(() => {});', /waits for something that can never happen/],
    ['is no JavaScript', 'function judge(a) {\n  return {{ }\n}', /^judge\.js, line 2: SyntaxError/],
    ['has no function', 'const x = 1;', /no function judge/],
    ['exports no function', 'export default 5;', /no function judge/],
    ['is empty', '', /no function judge/],
    ['gives nothing', 'function judge() {}', /It gave nothing, which is no verdict/],
    ['gives no number', 'function judge() { return 0 / 0; }', /It gave NaN/],
    ['gives a function', 'function judge() { return () => true; }', /It gave a function/],
    ['gives a circle', 'function judge() { const a = {}; a.a = a; return a; }', /circular/],
    ['never ends', 'function judge() { for (;;); }', /ran longer than 0\.2 s/],
    [
      'has a pattern that never ends',
      'function judge() { return /^(a+)+$/.test("a".repeat(40) + "b"); }',
      /ran longer than 0\.2 s/,
    ],
    ['never ends in a promise', 'export default async () => { for (;;) await null; };', /ran longer than 0\.2 s/],
    [
      'makes a text of 1 GB',
      'function judge() { return "x".repeat(1e9).length; }',
      /more than 64 MB|invalid string length/,
    ],
    ['takes all memory', 'function judge() { const all = []; for (;;) all.push(new Uint8Array(1e7)); }', /64 MB/],
    ['takes all memory as bytes', 'function judge() { return new ArrayBuffer(4e9).byteLength; }', /64 MB|RangeError/],
    ['recurses without end', 'function judge() { return judge() + 1; }', /stack/],
    ['nests brackets without end', `function judge() { return ${'['.repeat(20_000)}; }`, /SyntaxError|stack/],
    ['imports', 'import fs from "node:fs"; export default () => fs.readFileSync("/etc/passwd");', /^judge\.js/],
    [
      'changes what objects become in JSON',
      'Object.prototype.toJSON = () => 7; export default () => true;',
      /It gave 7/,
    ],
  ];
  for (const [name, source, fault] of faults) {
    it(`is at fault when it ${name}`, async () => {
      const where = fault.source.includes('64 MB') ? small : fault.source.includes('longer') ? hurried : sandbox;
      const outcome = await judged(source, answer, where);
      assert.ok('fault' in outcome, JSON.stringify(outcome));
      assert.match(outcome.fault, fault);
    });
  }

  it('leaves nothing for the next one', async () => {
    await judged('globalThis.left = 1; Array.prototype.left = 1; JSON.parse = () => 0; function judge() { return 1; }');
    const next = 'function judge(a, e) { return [typeof left, [].left === undefined, e.born]; }';
    assert.deepEqual(await judged(next), { value: ['undefined', true, 1815] });
  });

  it('does not reach the program around it', async () => {
    const ways = [
      'this.constructor.constructor("return process")()',
      'Function("return globalThis.process.pid")()',
      '(0, eval)("process.exit()")',
    ];
    for (const way of ways) {
      const outcome = await judged(`function judge() { return String(${way}); }`);
      assert.ok('fault' in outcome && /process|pid/.test(outcome.fault), JSON.stringify(outcome));
    }
    assert.deepEqual(await sandbox.start(), { runner: 'sandbox', isFull: true });
  });

  it('never runs an answer', async () => {
    const said = '`"\'; globalThis.judge = () => true; </script> {"value":true}';
    assert.deepEqual(await judged('function judge(a) { return a; }', said), { value: said });
  });
});
