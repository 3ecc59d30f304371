// Three protocols over real HTTP from a real extension host, with what goes wrong in practice; and files that must not be run.

import assert from 'node:assert/strict';
import { startAnthropicServer } from '../servers/startAnthropicServer';
import { startOllamaServer } from '../servers/startOllamaServer';
import { startOpenAiServer } from '../servers/startOpenAiServer';
import type { TestServer } from '../servers/testServer';
import { openWorkbench, type OpenWorkbench } from './driver';

const words = ['un', 'deux', 'trois', 'quatre'];

function benchmark(models: string[], evaluator = 'raw_string_evaluator'): string {
  return [
    'benchmark_name: 三种接口',
    'purpose: Three protocols at once',
    'base_prompt: "Say {{word}}"',
    `evaluator: ${evaluator}`,
    'models:',
    ...models.map((model) => `  - ${model}`),
    'prompts:',
    ...words.map((word) => `  - dynamic_variables: { word: ${word} }\n    expectation: ${word}`),
    '',
  ].join('\n');
}

describe('model APIs in VS Code', () => {
  let vscode: OpenWorkbench;
  let openai: TestServer;
  let anthropic: TestServer;
  let ollama: TestServer;
  const said = (prompt: string): string => prompt.replace('Say ', '');
  let letAnswer = (): void => undefined;
  const mayAnswer = new Promise<void>((resolve) => (letAnswer = resolve));

  before(async () => {
    openai = await startOpenAiServer({
      key: 'sk-test-key',
      reply: ({ prompt, attempt }) => {
        if (said(prompt) === 'deux' && attempt === 1)
          return { failure: { status: 429, message: 'Slow down', headers: { 'retry-after': '1' } } };
        if (said(prompt) === 'trois') return { failure: { status: 400, message: 'Your prompt was flagged' } };
        return { text: said(prompt), chunkSize: 1, chunkDelay: 15 };
      },
    });
    anthropic = await startAnthropicServer({
      reply: async ({ prompt }) => {
        if (words.indexOf(said(prompt)) >= 2) await mayAnswer;
        return { text: said(prompt) === 'quatre' ? 'four' : said(prompt), firstTokenDelay: 200 };
      },
    });
    ollama = await startOllamaServer({
      reply: ({ prompt, number }) => ({
        text: said(prompt),
        reasoning: 'Hm.',
        firstTokenDelay: number === 1 ? 400 : 50,
        times: { load: number === 1 ? 350 : 4, total: 500, evaluation: 80, promptEvaluation: 9 },
      }),
    });
    vscode = await openWorkbench({
      folder: 'examples',
      files: {
        '三种接口.yaml': benchmark(['openai~gpt-4o', 'anthropic~claude-sonnet-4-5', 'llama3.2:3b']),
        'no-key.yaml': benchmark(['openai~gpt-4o', 'groq~llama-3.1-8b-instant']),
        'wrong.yaml': benchmark(['openai~gpt-4o', 'opanai~gpt-4o'], 'raw_string_evaluatr'),
      },
      env: {
        OPENAI_API_KEY: 'sk-test-key',
        OPENAI_BASE_URL: `${openai.url}/v1`,
        ANTHROPIC_API_KEY: 'any',
        ANTHROPIC_BASE_URL: anthropic.url,
        OLLAMA_HOST: ollama.url,
        GROQ_API_KEY: undefined,
      },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await vscode.keepEvidence(this.currentTest.fullTitle());
  });
  after(async () => {
    await vscode.close();
    await Promise.all([openai, anthropic, ollama].map((server) => server.close()));
  });

  it('runs one benchmark against three protocols, with a retry, an error and a wrong answer', async () => {
    await vscode.chooseInMenu('三种接口.yaml', 'Run Iso Speed Bench');
    // While one model is still to answer, the others have their verdicts: it is live.
    await vscode.waitForSquares(/^(##!#|##~~|####)$/);
    await vscode.panel().getByRole('button', { name: 'Cancel Run' }).waitFor();
    await vscode.screenshot('live');
    letAnswer();
    const rows = await vscode.waitForFinishedRun();
    assert.deepEqual(
      rows.map((row) => row.trim()),
      ['##!#', '###x', '####'],
    );
    await vscode.screenshot('three-protocols');
    assert.equal(openai.requests.length, 5);
    const row = vscode.panel().locator('isb-model-row').nth(2);
    await row.getByRole('button', { name: 'All figures of all models' }).click();
    for (const text of [/llama3\.2:3b/, /\d tok\/s/, /local/]) await row.getByText(text).first().waitFor();
  });

  it('explains an error where it is shown', async () => {
    await vscode.clickSquare(0, 2);
    const modal = vscode.panel().locator('isb-test-modal dialog');
    await modal.getByText('Your prompt was flagged').first().waitFor();
    assert.match(await modal.innerText(), /ERROR[\s\S]*400/);
    await vscode.page.keyboard.press('Escape');
  });

  it('asks for a missing key before anything is sent', async () => {
    const sent = openai.requests.length;
    await vscode.chooseInMenu('no-key.yaml', 'Run Iso Speed Bench');
    const dialog = vscode.page.getByRole('dialog').filter({ hasText: 'GROQ_API_KEY' });
    await dialog.waitFor();
    await vscode.screenshot('missing-key');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(openai.requests.length, sent);
  });

  it('underlines what is wrong in a file, and sends nothing when it is run all the same', async () => {
    const sent = openai.requests.length;
    await vscode.explorerItem('wrong.yaml').dblclick();
    const underlined = vscode.page.locator('.monaco-editor .squiggly-error');
    await underlined.nth(1).waitFor();
    assert.equal(await underlined.count(), 2);
    await vscode.chooseInMenu('wrong.yaml', 'Run Iso Speed Bench');
    await vscode.page
      .getByText('wrong.yaml', { exact: false })
      .filter({ hasText: /2 (errors|problems)/ })
      .first()
      .waitFor();
    await vscode.screenshot('wrong-file');
    assert.equal(openai.requests.length, sent);
  });
});
