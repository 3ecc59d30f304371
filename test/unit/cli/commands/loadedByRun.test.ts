// What the program loads for a run: each part that no model of it needs would only make it start later.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProgram, CliFixture } from '../cliFixture';

/** As Node writes it to NODE_V8_COVERAGE. */
interface Coverage {
  result: { url: string }[];
}

describe('the program', () => {
  let fixture: CliFixture;
  before(buildProgram);
  beforeEach(async () => (fixture = await CliFixture.make()));
  afterEach(() => fixture.remove());

  /** The texts of all files of ours that a call loaded, in whichever thread. */
  async function loadedBy(args: string[]): Promise<string[]> {
    const folder = join(fixture.folder, args[0]!);
    const { code, stderr } = await fixture.program(args, { NODE_V8_COVERAGE: folder });
    assert.equal(code, 0, stderr);
    const texts = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
    const urls = texts.flatMap((text) => (JSON.parse(text) as Coverage).result.map(({ url }) => url));
    const files = [...new Set(urls.filter((url) => url.startsWith('file:')))];
    return Promise.all(files.map((url) => readFile(fileURLToPath(url), 'utf8')));
  }

  /** Each provider of the list has the pattern of its addresses. */
  const isPriceList = (text: string): boolean => text.split('api_pattern').length > 20;

  it('loads the list of prices, a large one, only for a run of models that may be in it', async () => {
    await fixture.writeBenchmark(['simulated~swift'], 'made-up.yaml');
    const ofMadeUp = await loadedBy(['run', 'made-up.yaml', '--no-images']);
    assert.ok(ofMadeUp.length > 10);
    assert.equal(ofMadeUp.filter(isPriceList).length, 0);
    const ofPrices = await loadedBy(['prices', 'openai~gpt-4o']);
    assert.equal(ofPrices.filter(isPriceList).length, 1);
  });
});
