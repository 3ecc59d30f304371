// What of the settings does not count in a run that begins: told once a window, for VS Code marks only what is wrong in form.

import * as vscode from 'vscode';
import { showWarning } from '../host/notices';
import { readRunSettings, settingsSection } from '../host/settings';

export class SettingsNotice {
  private readonly told = new Set<string>();

  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** `apis` are the ids of all model APIs of the window, `problems` those of the services of the settings. Does not wait for the user. */
  async tell(resource: vscode.Uri, apis: readonly string[], problems: readonly string[]): Promise<void> {
    const { unknownApis } = await import('../../core/project/unknownApis');
    const all = [
      ...problems.map((text) => ({ text, isSlip: true })),
      ...unknownApis(readRunSettings(resource).said, apis),
    ].filter(({ text }) => !this.told.has(text));
    for (const { text } of all) {
      this.told.add(text);
      this.log.warn(`setting ${settingsSection}.${text}`);
    }
    const fresh = all.filter(({ isSlip }) => isSlip).map(({ text }) => text);
    const [first] = fresh;
    if (first === undefined) return;
    const others = fresh.length > 1 ? ` (and ${fresh.length - 1} more, see the log)` : '';
    const open = 'Open Settings';
    void showWarning(`Setting ${settingsSection}.${first}${others}`, open).then((choice) => {
      if (choice !== open) return;
      const setting = first.slice(0, first.search(/\W/));
      void vscode.commands.executeCommand('workbench.action.openSettings', `@id:${settingsSection}.${setting}`);
    });
  }
}
