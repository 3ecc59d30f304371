// The panel in the looks people use: dark, high contrast, and a window too narrow for figures beside squares.

import assert from 'node:assert/strict';
import { usingWorkbench } from './driver';

const looks = [
  { name: 'dark', theme: 'Dark Modern', body: 'vscode-dark', width: 1440 },
  { name: 'high-contrast', theme: 'Dark High Contrast', body: 'vscode-high-contrast', width: 1440 },
  { name: 'narrow', theme: 'Light Modern', body: 'vscode-light', width: 640 },
];

describe('the panel in the looks people use', () => {
  const vscode = usingWorkbench({ folder: 'examples' });

  before('show the sample data', async () => {
    await vscode.runCommand('Iso Speed Bench: Use Sample Data');
    await vscode.waitForFinishedRun();
  });

  for (const { name, theme, body, width } of looks) {
    it(`has no scroll bar to the right, ${name}`, async () => {
      await vscode.chooseTheme(theme);
      await vscode.page.setViewportSize({ width, height: 900 });
      const page = vscode.panel().locator(`body.${body}`);
      await page.waitFor();
      await vscode.waitForFinishedRun();
      const overflow = await page.evaluate(
        (shown) => shown.ownerDocument.documentElement.scrollWidth - shown.ownerDocument.documentElement.clientWidth,
      );
      await vscode.screenshot(`panel-${name}`);
      assert.equal(overflow, 0);
    });
  }
});
