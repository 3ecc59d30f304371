// What is offered at a place of a benchmark: `|` is the cursor.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelApis } from '../../../../src/core/providers/modelApis';
import { columnsIn } from '../../../../src/core/writing/columnsIn';
import { knownModels } from '../../../../src/core/writing/knownModels';
import { suggestAt } from '../../../../src/core/writing/suggestAt';
import type { Suggestion } from '../../../../src/core/writing/suggestion';
import type { WritingSources } from '../../../../src/core/writing/writingSources';

const sources: WritingSources = {
  models: async () => [{ name: 'openai~gpt-x', label: 'OpenAI' }],
  files: async (endings) => [`cases${endings[0]}`],
  columns: async (file) => (file === 'cases.csv' ? ['question', 'answer'] : []),
};

const head = 'benchmark_name: Sums\nbase_prompt: "add {{a}} {{b}}"\n';

async function offered(written: string): Promise<Suggestion[]> {
  const offset = written.lastIndexOf('|');
  const { items } = await suggestAt(
    `${written.slice(0, offset)}${written.slice(offset + 1)}`,
    offset,
    sources,
    'benchmark',
  );
  return items;
}

const labelsAt = async (written: string): Promise<string[]> =>
  (await offered(head + written)).map(({ label }) => label);

describe('what is offered at a place', () => {
  it('is found in no time behind a very long word and a very long line', async () => {
    for (const long of ['A'.repeat(100_000), 'ab '.repeat(33_000)]) {
      const before = performance.now();
      assert.ok((await labelsAt(`prompts:\n  - prompt: "${long}"\n    |`)).includes('expectation'));
      assert.ok((await labelsAt(`prompts:\n  - { prompt: "${long}", | }`)).includes('expectation'));
      assert.ok(performance.now() - before < 5000, long.slice(0, 3));
    }
  });

  const parameters = [
    'temperature',
    'top_p',
    'top_k',
    'min_p',
    'max_tokens',
    'seed',
    'stop',
    'effort',
    'num_ctx',
    'frequency_penalty',
    'presence_penalty',
  ];
  const exactly: [written: string, labels: string[]][] = [
    ['mode: |', ['speed', 'throughput', 'batch']],
    ['mode: sp|\nmodels: [a]', ['speed', 'throughput', 'batch']],
    ['image_size: |\nprompts:\n  - expectation: 5', ['shared', 'native']],
    ['parameters:\n  |', parameters],
    ['parameters: { temperature: 0, | }', parameters.slice(1)],
    ['parameters: { effort: | }', ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']],
    ['models:\n  - { model: a, | }', ['label', 'parameters']],
    ['models:\n  - { model: | }', ['openai~gpt-x']],
    ['models: ["|"]', ['openai~gpt-x']],
    ['models: [a, |]', ['openai~gpt-x', 'model', 'label', 'parameters']],
    ['models:\n  |', ['- openai~gpt-x', '- model', '- label', '- parameters']],
    ['models: [llama3.2]\nprices:\n  |', ['llama3.2']],
    [
      'models: [llama3.2]\nprices: { llama3.2: { | } }',
      ['input_per_million', 'output_per_million', 'cached_input_per_million', 'per_hour'],
    ],
    ['examples:\n  - |', ['user', 'assistant']],
    ['prompts:\n  - messages: [{ role: | }]', ['user', 'assistant']],
    ['prompts:\n  - dynamic_variables: { a: 1, | }', ['b']],
    ['prompts:\n  - tags: [geo, hard]\n  - tags: |', ['geo', 'hard']],
    ['prompts:\n  - tags: [geo, |]\n  - tags: hard, long', ['geo', 'hard', 'long']],
    ['prompts:\n  - image: |', ['cases.png']],
    ['prompts:\n  - image: [a.png, |]', ['cases.png']],
    ['prompts:\n  - file: |', ['cases.csv']],
    ['prompts: { file: | }', ['cases.csv']],
    ['prompts:\n  - file: cases.csv\n    expectation: |', ['question', 'answer']],
    ['prompts:\n  - file: cases.csv\n    tags: [|]', ['question', 'answer']],
    ['prompts:\n  - file: cases.csv\n    where: { | }', ['question', 'answer']],
    ['prompts:\n  - file: cases.csv\n    variables:\n      a: |', ['question', 'answer']],
    ['prompts:\n  - file: other.csv\n    expectation: |', []],
    ['prompts:\n  - expect:\n      - contains: a\n        |', ['ignore_case', 'at', 'name', 'weight']],
    ['prompts:\n  - expect: [{ rubric: polite, judge: | }]', ['openai~gpt-x']],
    ['prompts:\n  - expect: [{ python: | }]', ['cases.py']],
    ['prompts:\n  - expect: [{ json_schema: | }]', ['cases.json']],
    ['prompts:\n  - expect: [{ similarity: a, metric: | }]', ['edit', 'rouge_l']],
    ['prompts:\n  - skip: |', ['true', 'false']],
    ['system: be |', []],
    ['purpose: a\n# a comm|', []],
  ];
  for (const [written, labels] of exactly)
    it(JSON.stringify(written), async () => assert.deepEqual(await labelsAt(written), labels));

  it('no key that is there, above or below, and none inside of a text', async () => {
    const keys = await labelsAt('mod|\nmodels: [a]\nparameters: { seed: 1 }');
    assert.ok(keys.includes('mode') && !keys.includes('models') && !keys.includes('base_prompt'), keys.join());
    assert.deepEqual(await labelsAt('system: |x\n  Be so kind.\n  pro|'), []);
  });

  it('one word for each check, with its example begun', async () => {
    const items = await offered(`${head}prompts:\n  - expect:\n      - |`);
    assert.ok(items.length > 15 && !items.some(({ label }) => label === 'weight'));
    const contains = items.find(({ label }) => label === 'contains');
    assert.equal(contains?.snippet, 'contains: ${1:Paris}$0');
    assert.match(contains.text!, /stands somewhere[^]*- contains: Paris/);
  });

  it('the words of a prompt and the one that makes it a data file', async () => {
    const keys = await labelsAt('prompts:\n  - |');
    assert.ok(
      ['dynamic_variables', 'expectation', 'expect', 'tags', 'skip', 'only', 'file'].every((key) => keys.includes(key)),
    );
    assert.ok(!keys.includes('where'));
    const ofFile = await labelsAt('prompts:\n  - file: cases.csv\n    |');
    assert.ok(ofFile.includes('where') && ofFile.includes('expect') && !ofFile.includes('only'));
  });

  it('the parts of an expectation by its test type', async () => {
    assert.ok((await labelsAt('test_type: choice\nprompts:\n  - expectation: { | }')).includes('options'));
    assert.ok((await labelsAt('prompts:\n  - test_type: box\n    expectation: { | }')).includes('boxes'));
    assert.deepEqual(await labelsAt('test_type: raw_string_evaluator\nprompts:\n  - expectation: { | }'), []);
  });

  it('a list or a map begun below its key, as deep as it stands', async () => {
    const snippet = async (written: string, key: string): Promise<string | undefined> =>
      (await offered(head + written)).find(({ label }) => label === key)?.snippet;
    assert.equal(await snippet('mod|', 'models'), 'models:\n  - $0');
    assert.equal(await snippet('prompts:\n  - exp|', 'expect'), 'expect:\n    - $0');
    assert.equal(
      await snippet('prompts:\n  - expectation: 5\n    dyn|', 'dynamic_variables'),
      'dynamic_variables:\n  $0',
    );
    assert.equal(await snippet('prompts: [{ exp| }]', 'expect'), 'expect: [$0]');
    assert.equal(await snippet('models: [{ model: a, par| }]', 'parameters'), 'parameters: { $0 }');
    assert.equal(await snippet('|: 5', 'repeat'), 'repeat');
    assert.equal(await snippet('rep|', 'repeat'), 'repeat: $0');
  });

  it('names that YAML would read otherwise in quotes', async () => {
    const odd: WritingSources = { ...sources, columns: async () => ['a b', 'x: y', '#1', '中文', '$5}'] };
    const text = `${head}prompts:\n  - file: cases.csv\n    expectation: `;
    const { items } = await suggestAt(text, text.length, odd, 'benchmark');
    assert.deepEqual(
      items.map(({ snippet }) => snippet),
      ['a b', '"x: y"', '"#1"', '中文', '"\\$5\\}"'],
    );
  });

  it('something also when the file is broken further down', async () => {
    assert.deepEqual(await labelsAt('mode: |\nprompts: [{'), ['speed', 'throughput', 'batch']);
  });

  it('models that are known without asking: those of the price list that chat, and those of fixed lists', async () => {
    const names = (await knownModels(modelApis(), '/no/price/file')).map(({ name }) => name);
    assert.ok(names.includes('openai~gpt-4o') && names.includes('simulated~swift') && names.includes('tesseract~eng'));
    assert.ok(
      names.some((name) => name.startsWith('gemini~gemini-')) && names.some((name) => name.startsWith('xai~grok')),
    );
    assert.ok(!names.some((name) => /embedding|whisper|realtime|moderation/.test(name)));
    assert.ok(names.every((name) => /^[a-z-]+~[^\s]+$/.test(name)));
  });

  it('the columns of a data file, and none of what can not be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-columns-'));
    await writeFile(join(folder, 'cases.csv'), 'question,answer\na,b\n');
    const place = { benchmarkFolder: folder, filesRoot: folder };
    assert.deepEqual(columnsIn('cases.csv', place), ['question', 'answer']);
    for (const file of ['none.csv', '../cases.csv', '/etc/passwd', 'cases.txt', ''])
      assert.deepEqual(columnsIn(file, place), [], file);
    await rm(folder, { recursive: true });
  });
});

describe('what is offered in a project file', () => {
  const labels = async (written: string): Promise<string[]> => {
    const offset = written.indexOf('|');
    const text = written.replace('|', '');
    return (await suggestAt(text, offset, sources, 'project')).items.map(({ label }) => label);
  };

  it('are its keys, its words, models and model APIs', async () => {
    assert.deepEqual((await labels('mo|')).slice(0, 3), ['services', 'concurrency', 'rate_limits']);
    assert.deepEqual(await labels('mode: |'), ['speed', 'throughput', 'batch']);
    assert.deepEqual(await labels('rate_limits:\n  |'), ['openai']);
    assert.deepEqual(await labels('rate_limits: { openai: { | } }'), ['requests_per_minute', 'tokens_per_minute']);
    assert.deepEqual(await labels('prices:\n  |'), ['openai~gpt-x']);
    assert.ok((await labels('services:\n  - { | }')).includes('base_url'));
  });
});
