// --dry-run, the question before an expensive run, and `prices`: their words, and what the program does.

import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledPriceList, bundledPrices } from '../../../../src/core/cost/priceList';
import type { RunEstimate } from '../../../../src/core/estimate/estimateRun';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';
import { estimateLines } from '../../../../src/cli/commands/showEstimate';
import { terminalFront } from '../../../../src/cli/commands/terminalFront';
import { costQuestion } from '../../../../src/core/preflight/costQuestion';
import { colorsOf } from '../../../../src/cli/terminal/terminal';
import { estimateOf } from '../../core/estimate/estimateOf';
import { startServer } from '../../../servers/testServer';
import { CliFixture, repeats } from '../cliFixture';

const plain = colorsOf({ write: () => true }, { NO_COLOR: '1' });

describe('the estimate on the terminal', () => {
  it('is a sheet with a row a model', () => {
    const text = estimateLines(estimateOf({ calls: 18, priced: 8 }), Infinity, plain).join('\n');
    assert.match(text, /^cost +\$1\.00 to \$30\.00, likely \$2\.00 \(8 of 18 calls priced\)$/m);
    assert.match(text, /^calls +18 calls; 2 of 20 tests will not be run$/m);
    assert.match(text, /^openai~gpt-4o +10 +2 \/ 2 +\$2\.00 +\$30\.00 +500 ms +genai-prices 0\.1\.8, openai\/gpt-4o$/m);
    assert.match(text, /^ollama~llama3\.2 +10 +n\/a \/ 2 +\$0 local +\$0 +n\/a +local$/m);
    assert.match(text, /Calibrated with up to 2 earlier runs/);
  });

  it('keeps control characters of a benchmark away from the terminal', () => {
    assert.doesNotMatch(estimateLines(estimateOf({ benchmarkName: 'A\u001b[2J' }), 80, plain).join('\n'), /\u001b/);
  });

  const asking = async (
    estimate: RunEstimate,
    answer: boolean | null,
  ): Promise<{ begins: boolean; asked: number; said: string }> => {
    let [asked, said] = [0, ''];
    const stderr = { write: (text: string, done: () => void) => ((said += text), done(), true) };
    const confirm = (): Promise<boolean> => (asked++, Promise.resolve(answer === true));
    const context = { stderr, ...(answer === null ? {} : { confirm }) } as unknown as CliContext;
    const question = costQuestion(estimate, 1);
    assert.ok(question);
    return { begins: await terminalFront({}, context).confirmCost(question, estimate), asked, said };
  };

  it('is asked about once when it is expensive, and a no sends nothing', async () => {
    const no = await asking(estimateOf({ budgetUsd: 5 }), false);
    assert.deepEqual([no.begins, no.asked], [false, 1]);
    assert.match(
      no.said,
      /20 calls are likely to cost \$2\.00 .*the budget of \$5\.00\.\nNothing was sent to any model\.\n/,
    );
    const cheap = await asking(estimateOf({ cost: { low: 0, likely: 0, high: 0 }, costToConfirm: 31.31 }), false);
    assert.deepEqual([cheap.begins, cheap.asked], [false, 1]);
    assert.match(
      cheap.said,
      /Without prices of the benchmark and its project file the run is likely to cost \$31\.31\./,
    );
    const yes = await asking(estimateOf(), true);
    assert.deepEqual([yes.begins, yes.asked], [true, 1]);
  });

  it('sends nothing where nobody can be asked and no budget is given', async () => {
    await assert.rejects(
      asking(estimateOf(), null),
      /asked above \$1\.00, or when a cost is not known, but nobody is at a terminal\. Nothing was sent/,
    );
    const { begins, said } = await asking(estimateOf({ budgetUsd: 5 }), null);
    assert.ok(begins);
    assert.match(said, /Nobody is at a terminal to be asked; the run begins with its budget of \$5\.00\.\n$/);
  });
});

describe('money and the program', function () {
  this.slow(10_000);
  let fixture: CliFixture;
  beforeEach(async () => {
    fixture = await CliFixture.make();
  });
  afterEach(() => fixture.remove());

  it('shows the estimate with --dry-run, without keys, and sends and writes nothing', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o', 'simulated~swift']);
    const { OPENAI_BASE_URL } = await fixture.serve(repeats);
    const { code, stdout, stderr } = await fixture.call(['run', 'repeat.yaml', '--dry-run', '--limit', '3'], {
      OPENAI_BASE_URL: 'https://api.openai.com/v1',
      OLLAMA_HOST: OPENAI_BASE_URL!,
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Repeat\ncalls +6 calls\n/);
    assert.match(stdout, /OPENAI_API_KEY is not set; it is needed for openai~gpt-4o\./);
    assert.equal(fixture.server!.requests.length, 0);
    assert.deepEqual(await readdir(fixture.folder), ['repeat.yaml']);
    const json = await fixture.call(['run', 'repeat.yaml', '--dry-run', '--json', '--models', 'simulated~swift']);
    const { estimate } = JSON.parse(json.stdout) as { estimate: RunEstimate };
    assert.deepEqual([estimate.calls, estimate.cost], [4, { low: 0, likely: 0, high: 0 }]);
  });

  for (const usd of [0, 0.000001])
    it(`asks about a dear run whose file says a price of ${usd}`, async () => {
      await fixture.writeBenchmark(['openai~gpt-4o']);
      const environment = await fixture.serve(repeats);
      const file = join(fixture.folder, 'repeat.yaml');
      const prices = `prices: { openai~gpt-4o: { input_per_million: ${usd}, output_per_million: ${usd} } }\n`;
      await appendFile(file, prices);
      const words = ['run', 'repeat.yaml', '--no-images', '--confirm-above', '0.000001'];
      const { code, stderr } = await fixture.call(words, environment, { isUnasked: true });
      assert.equal(code, 2);
      assert.match(
        stderr,
        /Without prices of the benchmark and its project file the run is likely to cost .*Nothing was sent.*\nAdd --yes/s,
      );
      assert.equal(fixture.server!.requests.length, 0);
    });

  it('asks for --yes or a budget where a price is not known and nobody is there', async () => {
    await fixture.writeBenchmark(['openai~nobody-knows']);
    const environment = await fixture.serve(repeats);
    const run = (...more: string[]): ReturnType<CliFixture['call']> =>
      fixture.call(['run', 'repeat.yaml', '--no-images', ...more], environment, { isUnasked: true });
    for (const more of [[], ['--confirm-above', '1000'], ['--limit', '1']]) {
      const { code, stderr } = await run(...more);
      assert.equal(code, 2);
      assert.match(
        stderr,
        /is not known \(openai~nobody-knows\)\.\nYou would be asked .*Nothing was sent.*\nAdd --yes/s,
      );
    }
    assert.equal(fixture.server!.requests.length, 0);
    assert.deepEqual(await readdir(fixture.folder), ['repeat.yaml']);
    assert.equal((await run('--yes')).code, 0);
    const { code, stderr } = await run('--budget', '0.5');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /the run begins with its budget of \$0\.50/);
  });

  it('runs with the budget of the file, and resumes with another one', async () => {
    await fixture.writeBenchmark(['openai~gpt-4o']);
    const path = join(fixture.folder, 'repeat.yaml');
    await writeFile(
      path,
      `${await readFile(path, 'utf8')}budget_usd: 0.15\nprices: { openai~gpt-4o: { input_per_million: 1000, output_per_million: 0 } }\n`,
    );
    // 100 input tokens are $0.10.
    const environment = await fixture.serve({
      reply: ({ prompt }) => ({ text: prompt, usage: { input: 100, output: 1 } }),
    });
    const first = await fixture.call(['run', 'repeat.yaml', '--no-images', '--concurrency', '1'], environment);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /3 tests of openai~gpt-4o were not run \(budget used up\)/);
    assert.match(first.stdout, /cost \$0\.10/);
    const rest = await fixture.call(['resume', 'latest', '--budget', 'none', '--no-images'], environment);
    assert.equal(rest.code, 0, rest.stderr);
    assert.match(rest.stdout, /4 correct, 0 incorrect, 0 error; accuracy 100%; cost \$0\.40/);
    assert.equal(fixture.server!.requests.length, 4);
  });

  it('says what models cost, fetches a newer list when told to, and keeps it', async () => {
    const providers = await bundledPriceList.providers();
    let body = JSON.stringify(providers).replaceAll('"input_mtok":2.5,', '"input_mtok":2.75,');
    const mirror = await startServer(async (_request, response) => void response.end(body));
    try {
      const cache = join(fixture.folder, 'cache');
      await mkdir(cache);
      const environment = { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, ISO_SPEED_BENCH_PRICES_URL: mirror.url };
      const before = await fixture.call(['prices', 'openai~gpt-4o', 'llama3.2', 'openai~gpt-nonsense'], environment);
      assert.equal(before.code, 0, before.stderr);
      assert.ok(before.stdout.startsWith(`Price list: genai-prices ${bundledPrices.version}\n`));
      assert.match(before.stdout, /^openai~gpt-4o +\$2\.5 +\$1\.25 +\$10$/m);
      assert.match(before.stdout, /^ollama~llama3\.2 +\$0 +\$0 +\$0 +local$/m);
      assert.match(before.stdout, /^openai~gpt-nonsense +n\/a +n\/a +n\/a +no known price$/m);
      assert.equal(mirror.requests.length, 0);

      const updated = await fixture.call(['prices', 'openai~gpt-4o', '--update'], environment);
      assert.equal(updated.code, 0, updated.stderr);
      assert.match(
        updated.stdout,
        /^Updated from genai-prices .* to genai-prices of \d{4}-\d\d-\d\d, [\d,]+ models: \d+ prices changed, 0 models new, 0 gone\.\n/,
      );
      assert.match(updated.stdout, / {2}openai\/gpt-4o: \$2\.5 \/ \$10 -> \$2\.75 \/ \$10\n/);
      const after = JSON.parse((await fixture.call(['prices', 'openai~gpt-4o', '--json'], environment)).stdout) as {
        list: string;
        models: { prices: { input: number } }[];
      };
      assert.match(after.list, /^genai-prices of /);
      assert.equal(after.models[0]!.prices.input, 2.75);
      assert.equal(mirror.requests.length, 1);

      body = '[]';
      const bad = await fixture.call(['prices', '--update'], environment);
      assert.equal(bad.code, 2);
      assert.match(bad.stderr, /is no price list.*Prices stay as they were\./);
      assert.match((await fixture.call(['prices'], environment)).stdout, /genai-prices of /);
    } finally {
      await mirror.close();
    }
  });
});
