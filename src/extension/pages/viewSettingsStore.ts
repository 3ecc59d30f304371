// The panel's settings between panels and VS Code's settings: a panel's change shows everywhere at once and is written
// behind it, the last value only, so that dragging a slider is a few writes and never comes back to jerk the slider.

import * as vscode from 'vscode';
import type { ViewSettings } from '../../shared/run/viewSettings';
import { showFailure } from '../host/commands';
import { Disposable } from '../host/disposable';
import { readViewSettings, settingsSection } from '../host/settings';

interface ViewSettingsChange {
  settings: ViewSettings;
  /** The panel that made the change and shows it already; absent when it came from outside. */
  origin?: object;
}

export class ViewSettingsStore extends Disposable {
  /** Absent until a panel asks for them. */
  private settings: ViewSettings | undefined;
  private writing: Promise<void> | undefined;
  private readonly changed = this.register(new vscode.EventEmitter<ViewSettingsChange>());
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {
    super();
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${settingsSection}.panel`) && !this.writing) this.takeFromConfiguration();
      }),
    );
  }

  get current(): ViewSettings {
    return (this.settings ??= readViewSettings());
  }

  /** Takes over what a panel has set; resolves when it is written. */
  change(settings: ViewSettings, origin: object): Promise<void> {
    this.settings = settings;
    this.changed.fire({ settings, origin });
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
      this.takeFromConfiguration();
    });
    return this.writing;
  }

  private takeFromConfiguration(): void {
    if (!this.settings) return;
    const settings = readViewSettings();
    if (isSame(settings, this.settings)) return;
    this.settings = settings;
    this.changed.fire({ settings });
  }

  private async write(): Promise<void> {
    try {
      for (let wanted = this.current; !isSame(wanted, readViewSettings()); wanted = this.current) {
        await writeViewSettings(wanted);
        // Something above the user's settings wins (a policy, say): writing again would change nothing.
        if (wanted === this.current) return;
      }
    } catch (error) {
      showFailure(this.log, error);
    }
  }
}

async function writeViewSettings(wanted: ViewSettings): Promise<void> {
  const written = readViewSettings();
  const configuration = vscode.workspace.getConfiguration(`${settingsSection}.panel`);
  for (const key of keysOf(wanted)) {
    if (wanted[key] !== written[key]) await configuration.update(key, wanted[key], vscode.ConfigurationTarget.Global);
  }
}

function isSame(one: ViewSettings, other: ViewSettings): boolean {
  return keysOf(one).every((key) => one[key] === other[key]);
}

function keysOf(settings: ViewSettings): (keyof ViewSettings)[] {
  return Object.keys(settings) as (keyof ViewSettings)[];
}
