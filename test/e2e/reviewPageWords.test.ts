// The words of a run that are too many for its page, and lie beside it in pieces.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runBenchmark } from '../../src/core/run/runBenchmark';
import { EngineFixture, never, recorder } from '../unit/core/run/engineFixture';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import { eventually } from './eventually';
import { usingQuietPage } from './usingQuietPage';

describe('the review page of a run with many words', () => {
  let fixture: EngineFixture;
  // Of the pictures, which this run was made without, and of the pieces that are taken away.
  const page = usingQuietPage({ width: 1200, height: 800 }, /ERR_FILE_NOT_FOUND/);
  let folder: string;
  let data: string;
  let pieces: string[];

  before(async () => {
    fixture = await EngineFixture.make();
    const server = await startOpenAiServer({ answer: () => 'no <b>', key: 'sk-test' });
    try {
      // Letters that can't be packed, so that they are too many for the page.
      const word = randomBytes(800_000).toString('base64');
      const request = fixture.request(
        {
          models: ['openai~gpt-4o'],
          prompts: [
            { word, expectation: 'no <b>' },
            { word: 'two', expectation: 'two' },
          ],
        },
        { environment: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: `${server.url}/v1` } },
      );
      folder = (await runBenchmark(request, recorder(), never)).runDirectory;
    } finally {
      await server.close();
    }
    data = path.join(folder, 'data');
    pieces = await readdir(data);
  });
  after(() => fixture.remove());

  const open = async (place: string): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(`${pathToFileURL(path.join(folder, 'index.html')).href}${place}`);
  };
  const test = `#test/${encodeURIComponent('openai~gpt-4o')}/1`;

  it('opens without them, and loads them from beside it when they are asked for', async () => {
    assert.ok(pieces.length > 1 && pieces.every((name) => /^[0-9a-f]{16}\.js$/.test(name)), pieces.join());
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(path.basename(new URL(request.url()).pathname)));
    await open('');
    await page.getByRole('heading', { name: 'Say it', level: 1 }).waitFor();
    assert.deepEqual(
      loaded.filter((name) => name.endsWith('.js')),
      [],
    );
    await open(test);
    await page.locator('isb-test-page').getByText('CORRECT').first().waitFor();
    await page.locator('isb-test-page').getByText('no <b>').first().waitFor();
    // Its words, and what went into its prompt.
    await eventually(async () => assert.equal(loaded.filter((name) => name.endsWith('.js')).length, 2));
  });

  it('says in a sentence what is damaged, and what is missing', async () => {
    for (const name of pieces)
      await writeFile(path.join(data, name), `isbPiece("${path.basename(name, '.js')}","H4sI")`);
    await open(test);
    await page
      .getByRole('alert')
      .getByText(/^data\/[0-9a-f]{16}\.js is damaged\. Copy the run folder again/)
      .waitFor();
    await rm(data, { recursive: true });
    await open(test);
    await page
      .getByRole('alert')
      .getByText(/^data\/[0-9a-f]{16}\.js is missing beside this page/)
      .waitFor();
  });
});
