// A JSON schema in a file of its own: what the file holds is looked at when the benchmark is loaded, before anything is sent.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark } from '../../../../src/core/benchmark/loadBenchmark';
import { evaluate } from '../testTypes/evaluate';
import { benchmarkOf } from './judged';

describe('A JSON schema in a file', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'isb-schemas-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const files = (): ReturnType<typeof filesBeside> => filesBeside({ benchmarkFolder: folder, filesRoot: folder });
  const load = (
    holds: string | Buffer,
    prompt = '{ expect: [{ json_schema: s.json }] }',
  ): ReturnType<typeof loadBenchmark> => {
    writeFileSync(join(folder, 's.json'), holds);
    return loadBenchmark(benchmarkOf(prompt), { knownProviders: [], files: files() });
  };

  it('judges as one in the benchmark, with a byte order mark too', async () => {
    const { benchmark, problems } = load('\ufeff{"type": "object", "required": ["a"]}');
    assert.deepEqual(problems, []);
    const { expectation } = benchmark!.prompts[0]!;
    for (const [answer, verdict] of [
      ['{"a": 1}', 'correct'],
      ['{"b": 1}', 'incorrect'],
    ] as const)
      assert.equal((await evaluate('checks', answer, expectation, { files: files() })).record.verdict, verdict);
  });

  for (const [what, holds, problem] of [
    ['no JSON', '{\n  "type": object\n}', /^s\.json in expect of prompts\[0\] is not JSON: at line 2, column 11 /],
    ['nothing', '', /is not JSON: /],
    ['a list', '[1]', /holds no JSON schema, which is a map: it holds a list\.$/],
    ['true', 'true', /holds no JSON schema, which is a map: it holds /],
    ['an unknown type', '{"type": "strng"}', /is not a JSON schema that can be used: /],
    [
      'an old draft',
      '{"$schema": "http://json-schema.org/draft-04/schema#"}',
      /known are draft 2020-12, 2019-09 and 7\.$/,
    ],
    [
      'a reference to nowhere',
      '{"$ref": "#/nowhere"}',
      /is not a JSON schema that can be used: can't resolve reference/,
    ],
    ['a pattern that is none', '{"pattern": "("}', /is not a JSON schema that can be used: /],
  ] as const)
    it(`that holds ${what} is a problem with its place, told once`, () => {
      const { problems } = load(
        holds,
        '{ expect: [{ json_schema: s.json }, { not: { json_schema: s.json, at: $.a } }] }',
      );
      assert.equal(problems.length, 1, JSON.stringify(problems));
      assert.match(problems[0]!.message, problem);
      assert.deepEqual([problems[0]!.severity, problems[0]!.line], ['error', 6]);
    });
});
