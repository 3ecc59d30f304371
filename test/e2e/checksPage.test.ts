// Checks and the votes of judge models as a reviewer sees them: a real run against servers, its page opened from disk.

import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';
import path from 'node:path';
import { ServedRuns } from '../unit/core/run/servedRuns';
import { showsSquares } from './showsSquares';
import { usingQuietPage } from './usingQuietPage';

const usage = { input: 1000, output: 100 };
const benchmarkText = JSON.stringify({
  benchmark_name: 'Politeness',
  purpose: 'p',
  base_prompt: 'Say {{word}}',
  models: ['groq~llama-x'],
  prompts: ['please', 'nothing'].map((word) => ({
    dynamic_variables: { word },
    expect: [
      { contains: 'please', name: 'word' },
      { not: { contains: 'nothing' }, weight: 2 },
      { rubric: 'It is polite.', judge: 'openai~gpt-4.1', votes: 3, name: 'polite' },
    ],
  })),
});

describe('checks on the review page', () => {
  const page = usingQuietPage({ width: 1200, height: 900 });
  let served: ServedRuns;
  let address: string;

  before(async () => {
    served = await ServedRuns.make();
    await served.openAi({
      reply: ({ prompt }) => ({
        text: JSON.stringify({
          reason: 'A <b>reason</b>.',
          verdict: /<answer-(\w+)>\n[^<]*please/.test(prompt) ? 'pass' : 'fail',
        }),
        usage,
      }),
    });
    await served.openAi({ answer: (prompt) => prompt.replace('Say ', 'I say ') }, 'GROQ');
    const { runDirectory } = await served.run({ models: [], prompts: [] }, { benchmarkText, resultImages: true });
    address = pathToFileURL(path.join(runDirectory, 'index.html')).href;
  });
  after(() => served.remove());

  const rowsOf = (scope: string): Promise<string[]> =>
    page
      .locator(`${scope} .checks tbody tr`)
      .evaluateAll((rows) => rows.map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim()));
  const rows = [
    /^✗ does not hold word: contains "please" I say nothing "please" is not there\.$/,
    /^✗ does not hold not: contains "nothing" weight 2 I say nothing It should not be so: contains "nothing"\.$/,
    /^✗ does not hold polite: "It is polite\.", says openai~gpt-4\.1 .*\(0 of 3 votes say pass\) Judge openai~gpt-4\.1 is uncalibrated\./,
  ];

  it('lists the checks of a test in its modal', async () => {
    await page.goto(address);
    await page.getByRole('navigation', { name: 'Parts of the run' }).getByRole('link', { name: 'Squares' }).click();
    const grid = page.locator('isb-grid').first();
    await showsSquares(grid, '#x');
    await page.getByRole('button', { name: 'Replay Bench' }).waitFor();
    await grid.getByRole('gridcell').press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: 'Checks' }).waitFor();
    for (const [place, text] of (await rowsOf('isb-test-modal')).entries()) assert.match(text, rows[place]!);
    assert.equal((await rowsOf('isb-test-modal')).length, 3);
  });

  it('lists them on the page of the test, and each vote with its question and answer folded up', async () => {
    await page.goto(`${address}#test/${encodeURIComponent('groq~llama-x')}/2`);
    await page.getByRole('heading', { name: 'Judge models' }).waitFor();
    for (const [place, text] of (await rowsOf('isb-test-page')).entries()) assert.match(text, rows[place]!);
    const votes = page.locator('isb-test-page details.vote');
    assert.equal(await votes.count(), 3);
    const summary = (await votes.first().locator('summary').textContent())!.replace(/\s+/g, ' ').trim();
    assert.match(summary, /^Vote 1 ✗ fail openai~gpt-4\.1 1,000 in, 100 out · \$0\.0028 · .* A <b>reason<\/b>\.$/);
    const question = votes.first().getByLabel('What the judge was asked');
    assert.equal(await question.isVisible(), false);
    await votes.first().locator('summary').click();
    assert.match((await question.textContent()) ?? '', /You judge an answer[^]*I say nothing/);
    assert.match((await votes.first().getByLabel('What it said').textContent()) ?? '', /"verdict":"fail"/);
  });

  it('says beside the figures of the checks how many they are of, and what the judge is worth', async () => {
    await page.goto(address);
    const scores = page.getByRole('region', { name: 'Scores of checks' });
    await scores.waitFor();
    assert.match((await scores.textContent())!.replace(/\s+/g, ' '), /wordpolite.*50% n 2 50% n 2/);
    await page
      .locator('isb-type-scores')
      .getByText('Judge openai~gpt-4.1 is uncalibrated. Rubric: It is polite.')
      .waitFor();
  });
});
