// *Add My Own Server...*: three questions that make a row of the setting `isoSpeedBench.services`, so that `id~model` can be written.

import * as vscode from 'vscode';
import { settingsSection } from '../host/settings';
import { showInformation } from '../host/notices';

interface ServerRow {
  id: string;
  label: string;
  baseUrl: string;
  keyVariable?: string;
}

/** `argument` is the id that a benchmark names already, if any. Nothing is written when the user answers one of the questions with nothing. */
export async function addServer(argument: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration(settingsSection);
  const written: unknown = settings.inspect('services')?.globalValue;
  const rows: unknown[] = Array.isArray(written) ? written : [];
  const row = await askForRow(typeof argument === 'string' ? argument : '', rows);
  if (!row) return;
  await settings.update('services', [...rows, row], vscode.ConfigurationTarget.Global);
  void showInformation(`${row.label} is added: write its models as \`${row.id}~model\`.`);
}

async function askForRow(meant: string, rows: readonly unknown[]): Promise<ServerRow | undefined> {
  const { parseServiceRows } = await import('../../core/providers/parseServiceRows');
  /** What is wrong with one field of a row, as a run would say it. */
  const faultOf = (field: keyof ServerRow, value: string): string | undefined => {
    const tried = { id: 'a', label: 'a', baseUrl: 'http://127.0.0.1:8080/v1', [field]: value.trim() };
    const { problems } = parseServiceRows(field === 'id' ? [...rows, tried] : [tried]);
    const own = `services[${field === 'id' ? rows.length : 0}].${field}: `;
    return problems.find((problem) => problem.startsWith(own))?.slice(own.length);
  };
  const ask = (field: keyof ServerRow, prompt: string, value: string): Thenable<string | undefined> =>
    vscode.window.showInputBox({
      title: 'Add My Own Server',
      prompt,
      value,
      ignoreFocusOut: true,
      validateInput: (text) => (field === 'keyVariable' && text.trim() === '' ? undefined : faultOf(field, text)),
    });
  const id = await ask('id', 'Its name in benchmarks, before the `~`: lower-case letters, digits and dashes.', meant);
  if (id === undefined) return undefined;
  const baseUrl = await ask(
    'baseUrl',
    'Its address: what `/chat/completions` is appended to. It must speak the OpenAI protocol.',
    'http://127.0.0.1:8080/v1',
  );
  if (baseUrl === undefined) return undefined;
  const keyVariable = await ask(
    'keyVariable',
    'The environment variable with its API key, such as MY_API_KEY. Leave it empty when it needs none.',
    '',
  );
  if (keyVariable === undefined) return undefined;
  return {
    id: id.trim(),
    label: id.trim(),
    baseUrl: baseUrl.trim(),
    ...(keyVariable.trim() === '' ? {} : { keyVariable: keyVariable.trim() }),
  };
}
