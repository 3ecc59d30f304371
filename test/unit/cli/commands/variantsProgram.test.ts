// The program with a benchmark whose base prompt has variants: which rows it plans and runs, and what it says of them.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFixture } from '../cliFixture';

const tags = ['geo', 'sums', 'words'];

describe('the program, with variants of the base prompt', function () {
  this.slow(20_000);

  let fixture: CliFixture;
  beforeEach(async () => {
    fixture = await CliFixture.make();
    const prompts = Array.from({ length: 9 }, (_, at) => ({
      dynamic_variables: { word: `word${at + 1}` },
      expectation: `word${at + 1}`,
      tags: tags[at % 3],
    }));
    const benchmark = {
      benchmark_name: 'Two ways',
      purpose: 'To see',
      base_prompt: { short: '{{word}}', long: 'Please say: {{word}}' },
      test_type: 'raw_string_evaluator',
      models: ['openai~a', { model: 'openai~b', label: 'cold', parameters: { temperature: 0 } }],
      prompts,
    };
    await writeFile(join(fixture.folder, 'two.yaml'), JSON.stringify(benchmark));
  });
  afterEach(() => fixture.remove());

  /** The short variant is always right; the long one only of the first two words of each tag. */
  const answer = (prompt: string): string => (/^word|[1-2]$/.test(prompt) ? prompt.replace('Please say: ', '') : 'no');

  async function run(...more: string[]): Promise<string> {
    const { stdout, stderr, code } = await fixture.call(
      ['run', 'two.yaml', '--no-images', '--json', ...more],
      await fixture.serve({ answer }),
    );
    assert.equal(code, 0, stderr);
    return (JSON.parse(stdout) as { runDirectory: string }).runDirectory.split(/[\\/]/).at(-1)!;
  }

  it('counts a row for each, before and while it runs', async () => {
    const size = '2 models x 2 variants x 9 prompts = 36 tests';
    assert.match((await fixture.call(['validate', 'two.yaml'])).stdout, new RegExp(`ok two.yaml: ${size}`));
    const { stdout } = await fixture.call(['run', 'two.yaml', '--dry-run']);
    assert.match(stdout, /calls +36 calls/);
    assert.match(stdout, /\nopenai~a \[short\] +9 .*\nopenai~a \[long\] +9 .*\nopenai~b \[cold, short\] +9 /);
    const json = await fixture.call(['run', 'two.yaml', '--dry-run', '--json']);
    const { estimate } = JSON.parse(json.stdout) as { estimate: { models: { input: { likely: number } }[] } };
    const [short, long] = estimate.models.map(({ input }) => input.likely);
    assert.ok(long! > short!, 'the longer text has more tokens');
  });

  it('runs the variants that are asked for', async () => {
    const rows = async (...more: string[]): Promise<string[]> => {
      const { stdout } = await fixture.call(['show', await run('--limit', '1', ...more), '--json']);
      return (JSON.parse(stdout) as { manifest: { models: { model: string }[] } }).manifest.models.map(
        ({ model }) => model,
      );
    };
    assert.deepEqual(await rows('--variant', 'long'), ['openai~a [long]', 'openai~b [cold, long]']);
    assert.deepEqual(await rows('--models', 'openai~b [cold]'), ['openai~b [cold, short]', 'openai~b [cold, long]']);
    assert.deepEqual(await rows('--model', 'openai~c', '--variant', 'short'), ['openai~c [short]']);
    const unknown = await fixture.call(['run', 'two.yaml', '--variant', 'shrot']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /two\.yaml has no variant shrot of base_prompt\.\s+Its variants are short, long\./);
    const none = await fixture.call(['run', 'two.yaml', '--models', 'openai~a [long]', '--variant', 'short']);
    assert.match(none.stderr, /has no row for openai~a \[long\] with the variant short/);
  });

  it('shows how right each variant is, and each with each kind of prompt', async () => {
    const { stdout } = await fixture.call(['show', await run()]);
    assert.match(stdout, /openai~a \[short\] +100% \(70-100\) +base\n/);
    assert.match(
      stdout,
      /openai~a \[long\] +22\.2% \(6-55\) +-77\.8 points \(-100 to .*\) +9 +worse, hardly chance \(p = 0\.016\)/,
    );
    const [byTag] = /By tag: [^]*/.exec(stdout)!;
    assert.match(byTag, /model +geo +sums +words\n +3 tests +3 tests +3 tests\n/);
    assert.match(byTag, /openai~a \[short\] +100% [^\n]*\n +openai~a \[long\] +33\.3% [^\n]*\n/);
    assert.match(byTag, /openai~b \[cold, short\] +100% [^\n]*\n +openai~b \[cold, long\] +33\.3% [^\n]*\n/);
  });

  it('holds two variants of one run against each other', async () => {
    const name = await run();
    const { code, stdout, stderr } = await fixture.call(['compare', `${name}#openai~a [short]`, `${name}#a [long]`]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /base prompt of openai~a \[short\] and openai~a \[long\] +short \(text .*\) -> long \(text /);
    assert.match(stdout, /9 prompts paired/);
    assert.match(stdout, /openai~a \[short\] -> openai~a \[long\]\n[^]*accuracy +100% .* 22\.2%/);
    assert.match(stdout, /worse \(7\) +#3 word3/);
    assert.match(stdout, /not iso because the base prompt was not the same for all rows/);
    const whole = await fixture.call(['compare', name, name]);
    assert.match(whole.stdout, /openai~b \[cold, long\]/);
  });
});
