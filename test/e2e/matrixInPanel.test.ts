// Comparing many models in the panel of a real VS Code.

import assert from 'node:assert/strict';
import { modelTitle } from '../../src/shared/words/testText';
import { usingWorkbench } from './driver';
import { cells, failures, focused, hard, models, names, picture, run } from './eightModels';

describe('the matrix in VS Code', () => {
  const vscode = usingWorkbench({ folder: 'examples', settings: { 'isoSpeedBench.panel.layout': 'auto' } });

  it('is what a new panel shows of many models; a panel keeps what is chosen in it', async () => {
    await vscode.runCommand('Open Iso Speed Bench');
    await vscode.panel().getByRole('button', { name: 'Choose File' }).waitFor();
    const report = {
      benchmark_name: 'Eight models',
      models: run.models.map(({ model, tests }, at) => ({
        model,
        results: tests.map(({ index, verdict }) => ({
          prompt_response: { response: '1', tokens_per_second: 50, total_duration_ms: 400 },
          execution_result: verdict === 'correct' ? '10' : at < 5 ? '11' : `${at}`,
          expected_result: '10',
          input_prompt: `prompt ${index}`,
          correct: verdict === 'correct',
          index,
        })),
      })),
    };
    await vscode.dropFile('eight.json', JSON.stringify(report));
    await vscode.waitForFinishedRun();
    const panel = vscode.panel();
    await panel.getByRole('radio', { name: 'all wrong' }).click();
    await panel.getByText('1/4').or(panel.getByText('–/4')).waitFor();
    for (const prompt of hard) assert.equal((await failures(panel))[prompt - 1], models);
    await vscode.screenshot('matrix');
    await panel.getByRole('radio', { name: 'Prompts' }).click();
    const first = panel.locator('isb-prompts tr.item').first();
    // Five models got the same, and each of the others something else.
    await first.locator('.answer').nth(3).waitFor();
    assert.deepEqual(await first.locator('.answer').allInnerTexts(), ['✗ 11 (5x)', '✗ 5', '✗ 6', '✗ 7']);
    await first.click();
    const dialog = panel.locator('isb-prompt-answers').getByRole('dialog');
    await dialog.getByRole('listitem').nth(7).getByText('Model response').waitFor();
    await vscode.screenshot('prompts');
    await dialog.getByRole('button', { name: modelTitle(run.models[7]!) }).click();
    await panel.locator('isb-test-modal').getByText(`#${hard[0]}`).first().waitFor();
    await vscode.page.keyboard.press('Escape');
    await panel.locator('isb-test-modal dialog').waitFor({ state: 'hidden' });
    await vscode.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await panel.getByRole('radio', { name: 'Matrix' }).click();
    const seen: number[] = [];
    for (const _ of hard) {
      await panel.getByRole('button', { name: 'Next prompt that stands out' }).click();
      seen.push((await focused(panel)).column + 1);
    }
    assert.deepEqual(seen, hard);
    await panel.getByRole('radio', { name: 'all', exact: true }).click();
    // Sorted, so that the best model comes first; and without it the counts are those of the seven others.
    await panel.locator('isb-matrix').getByRole('button', { name: 'acc' }).click();
    const correct = run.models.map(({ tests }) => tests.filter(({ verdict }) => verdict === 'correct').length);
    const [best] = await names(panel);
    assert.equal(correct[run.models.findIndex((model) => modelTitle(model) === best)], Math.max(...correct));
    await panel.getByRole('button', { name: `Models: ${models} of ${models}` }).click();
    await panel.getByLabel(`Show ${best}`, { exact: true }).click();
    await panel.getByText(`failed by (of ${models - 1})`).waitFor();
    assert.equal((await failures(panel))[hard[0]! - 1], models - 1);
    await panel.getByLabel(`Show ${best}`, { exact: true }).click();
    await vscode.page.keyboard.press('Escape');
    await cells(panel).getByRole('gridcell').focus();
    await vscode.page.keyboard.press('n');
    const wrong = await focused(panel);
    assert.match((await picture(panel))[wrong.line]![wrong.column]!, /[x!]/);
    await vscode.page.keyboard.press('/');
    await vscode.page.keyboard.type('#40');
    await vscode.page.keyboard.press('Enter');
    assert.equal((await focused(panel)).column, 39);
    await panel.getByRole('searchbox').fill('');
    await panel.getByRole('radio', { name: 'Rows' }).click();
    await panel.locator('isb-model-row').first().waitFor();
    await vscode.reload();
    await vscode.panel().getByRole('button', { name: 'Choose File' }).waitFor();
    await vscode.dropFile('eight.json', JSON.stringify(report));
    await vscode.panel().locator('isb-model-row').first().waitFor();
  });
});
