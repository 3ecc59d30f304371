// What docs/benchmark-file.md shows is what loads.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBeside } from '../../../../src/core/benchmark/benchmarkFiles';
import { loadBenchmark, type LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import { writtenTestTypes } from '../../../../src/shared/run/benchmark';
import { imageTestTypes } from '../testTypes/imageTestTypes';

const page = readFileSync(new URL('../../../../docs/benchmark-file.md', import.meta.url), 'utf8');

/** The YAML shown below a heading, up to the next heading of any level. */
function examplesBelow(heading: string): string[] {
  const start = page.indexOf(`\n${heading}\n`);
  assert.ok(start >= 0, heading);
  const section = page.slice(start + heading.length + 2).split(/^#+ /m)[0]!;
  return [...section.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!);
}

function load(text: string): LoadResult {
  return loadBenchmark(text, { knownProviders: [] });
}

/** A file around what is shown of one. */
function fileWith({ testType, top = '', prompt = '' }: { testType: string; top?: string; prompt?: string }): string {
  const lines = [
    'benchmark_name: x',
    'purpose: x',
    'base_prompt: x',
    `test_type: ${testType}`,
    'models: [qwen2.5vl:7b, openai~gpt-6-luna]',
    top.trimEnd(),
  ];
  return `${lines.join('\n')}\nprompts:\n  - ${prompt.trimEnd().replaceAll('\n', '\n    ')}\n`;
}

describe('docs/benchmark-file.md', () => {
  it('begins with benchmarks that load, one with a data file', () => {
    const files = [...page.matchAll(/```yaml\n(benchmark_name.*?)```/gs)].map((match) => match[1]!);
    assert.equal(files.length, 3);
    const folder = mkdtempSync(join(tmpdir(), 'isb-docs-'));
    try {
      writeFileSync(join(folder, 'capitals.csv'), 'country,capital,continent\nPeru,Lima,South America\n');
      const beside = filesBeside({ benchmarkFolder: folder, filesRoot: folder });
      for (const file of files)
        assert.deepEqual(loadBenchmark(file, { knownProviders: [], files: beside }).problems, [], file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has a row for every test type and field', () => {
    for (const name of writtenTestTypes) assert.match(page, new RegExp(`^\\| \\[?\`${name}\``, 'm'));
    for (const field of [
      'test_type',
      'evaluator',
      'image_size',
      'coordinates',
      'mode',
      'budget_usd',
      'prices',
      'repeat',
      'prompts[].test_type',
      'prompts[].image',
    ])
      assert.ok(page.includes(`\n| \`${field}\` |`), field);
  });

  it('is not alone in naming every image test type: the README does, too', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
    const listed = /These test types ask about images: (.*?)\./s.exec(readme)![1]!;
    assert.deepEqual(Array.from(listed.matchAll(/`(.*?)`/g), ([, name]) => name).sort(), [...imageTestTypes].sort());
  });

  for (const testType of imageTestTypes) {
    it(`shows expectations of ${testType} that load`, () => {
      const short = new RegExp(`^\\| \\[\`${testType}\`\\].*?\\| .*? \\| \`(.*?)\` \\|`, 'm').exec(page)?.[1];
      const examples = [`expectation: ${short}`, ...examplesBelow(`### ${testType}`)];
      assert.ok(examples.length >= 2);
      for (const example of examples)
        assert.deepEqual(load(fileWith({ testType, prompt: `image: a.png\n${example}` })).problems, [], example);
    });
  }

  it('shows examples and conversations that load', () => {
    const shown = examplesBelow('## Examples and conversations');
    assert.equal(shown.length, 1);
    const file = `benchmark_name: x\npurpose: x\nbase_prompt: "{{task}}"\ntest_type: raw_string_evaluator\nmodels: [m]\n${shown[0]}`;
    assert.deepEqual(load(file).problems, []);
  });

  it('shows pictures, coordinates, money and repeats that load', () => {
    for (const prompt of examplesBelow('## Pictures'))
      assert.deepEqual(load(fileWith({ testType: 'count', prompt: `${prompt}expectation: 7` })).problems, [], prompt);
    for (const top of [
      ...examplesBelow('## Coordinates'),
      ...examplesBelow('## Money and mode'),
      ...examplesBelow('## Repeats'),
    ]) {
      assert.deepEqual(
        load(fileWith({ testType: 'box', top, prompt: 'image: a.png\nexpectation: { box: [1, 2, 3, 4] }' })).problems,
        [],
        top,
      );
    }
  });
});
