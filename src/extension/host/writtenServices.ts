// The services in the user's settings as they are written there, checked or not.

import * as vscode from 'vscode';
import { settingsSection } from './settings';

/** Rows of `isoSpeedBench.services`, which is the user's alone to set. */
export function writtenServices(): unknown[] {
  const written: unknown = vscode.workspace.getConfiguration(settingsSection).inspect('services')?.globalValue;
  return Array.isArray(written) ? written : [];
}

/** Undefined for what is no row with an id. */
export function idOfService(row: unknown): string | undefined {
  const id: unknown = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

export async function writeServices(rows: readonly unknown[]): Promise<void> {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  await settings.update('services', rows, vscode.ConfigurationTarget.Global);
}
