// The panel in the looks people use: dark, high contrast, and a window too narrow for figures beside squares.

import assert from 'node:assert/strict';
import { usingWorkbench } from './driver';

const looks = [
  { name: 'dark', theme: 'Default Dark Modern', viewport: { width: 1440, height: 900 } },
  { name: 'high-contrast', theme: 'Default High Contrast', viewport: { width: 1440, height: 900 } },
  { name: 'narrow', theme: 'Default Light Modern', viewport: { width: 640, height: 900 } },
];

for (const { name, theme, viewport } of looks) {
  describe(`the panel, ${name}`, () => {
    const vscode = usingWorkbench({ folder: 'examples', settings: { 'workbench.colorTheme': theme }, viewport });

    it('shows the sample data without a scroll bar to the right', async () => {
      await vscode.runCommand('Iso Speed Bench: Use Sample Data');
      await vscode.waitForFinishedRun();
      const overflow = await vscode
        .panel()
        .locator('body')
        .evaluate(
          (body) => body.ownerDocument.documentElement.scrollWidth - body.ownerDocument.documentElement.clientWidth,
        );
      await vscode.screenshot(`panel-${name}`);
      assert.equal(overflow, 0);
    });
  });
}
