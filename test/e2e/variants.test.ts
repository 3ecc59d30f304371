// A run with two variants of its base prompt and three tags, made by the engine, as a reviewer sees it: the tables of the overview, and the
// rows and tables of the run panel, which the page's *Squares* are.

import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator } from 'playwright-core';
import { runBenchmark } from '../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from '../unit/core/run/engineFixture';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import { usingQuietPage } from './usingQuietPage';

const tags = ['geo', 'sums', 'words'];

describe('variants of the base prompt on the page of a run', () => {
  const page = usingQuietPage({ width: 1300, height: 900 });
  let fixture: EngineFixture;
  let address: string;

  before(async () => {
    fixture = await EngineFixture.make();
    // The long prompt is answered rightly for one tag alone.
    const server = await startOpenAiServer({
      answer: (prompt) => (/^Say|geo/.test(prompt) ? prompt.replace(/^.*: /, '') : 'no'),
    });
    try {
      const prompts = Array.from({ length: 12 }, (_, at) => ({
        dynamic_variables: { word: `${tags[at % 3]}${at + 1}` },
        expectation: `${tags[at % 3]}${at + 1}`,
        tags: tags[at % 3],
      }));
      const request = fixture.request(
        {
          models: ['openai~gpt-4o', 'openai~o3-mini'],
          prompts: [],
          more: { base_prompt: { short: 'Say: {{word}}', long: 'Please be so kind as to say: {{word}}' }, prompts },
        },
        { environment: { OPENAI_API_KEY: 'k', OPENAI_BASE_URL: `${server.url}/v1` } },
      );
      const { runDirectory } = await runBenchmark(request, recorder(), never);
      address = pathToFileURL(path.join(runDirectory, 'index.html')).href;
    } finally {
      await server.close();
    }
  });
  after(() => fixture.remove());
  beforeEach(() => page.goto(address));

  async function texts(table: Locator): Promise<string[]> {
    await table.waitFor();
    return (await table.locator('tr').allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
  }
  const variants = (): Locator => page.getByRole('region', { name: 'Prompt variants' }).locator('table');
  const byTag = (): Locator => page.getByRole('region', { name: 'Figures by tag' }).locator('table');

  async function seesTables(): Promise<void> {
    const [head, first, second, third] = await texts(variants());
    assert.equal(head, 'Model and variant Accuracy (95%) Difference (95%) Prompts Reading');
    assert.equal(first, 'openai~gpt-4o [short] 100% (76-100) the others are held against it');
    assert.match(
      second!,
      /^openai~gpt-4o \[long\] 33\.3% \(14-61\) -66\.7 points \(.* to .*\) 12 ▼ worse, hardly chance \(p = 0\.008\)$/,
    );
    assert.match(third!, /^openai~o3-mini \[short\]/);
    const tagRows = await texts(byTag());
    assert.match(tagRows[0]!, /^Model geo 4 tests sums 4 tests words 4 tests$/);
    assert.deepEqual(
      tagRows.slice(1).map((row) => row.replaceAll(/ [\d.]+ m?s/g, '')),
      [
        'openai~gpt-4o [short] 100% 100% 100%',
        'openai~gpt-4o [long] 100% 0% 0%',
        'openai~o3-mini [short] 100% 100% 100%',
        'openai~o3-mini [long] 100% 0% 0%',
      ],
    );
  }

  it('are tables of the overview, which says that such a run is not iso', async () => {
    await seesTables();
    await page
      .getByText(/the base prompt was not the same for all rows/)
      .first()
      .waitFor({ state: 'attached' });
  });

  it('are rows of the run panel, those of a model together, and its tables', async () => {
    await page.getByRole('link', { name: 'Squares' }).click();
    await page
      .getByRole('radio', { name: 'Rows' })
      .or(page.getByRole('button', { name: 'Rows' }))
      .first()
      .click();
    const names = page.locator('isb-model-row .name');
    await names.first().waitFor();
    assert.deepEqual(
      (await names.allInnerTexts()).map((name) => name.replace(/\s+/g, ' ').trim()),
      ['openai~gpt-4o [short]', 'openai~gpt-4o [long]', 'openai~o3-mini [short]', 'openai~o3-mini [long]'].map(
        (name) => `OA ${name} OpenAI`,
      ),
    );
    for (const title of ['Prompt variants', 'Figures by tag']) await page.getByRole('heading', { name: title }).click();
    await seesTables();
  });
});
