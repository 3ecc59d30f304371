// *Add My Own Server...*, *Edit Server...* and removing one: a few questions that make a row of the setting `isoSpeedBench.services`, so that
// `id~model` can be written.

import { inSteps, type InputSteps } from '../host/inputSteps';
import { showInformation } from '../host/notices';
import { idOfService, writeServices, writtenServices } from '../host/writtenServices';

interface ServerRow {
  id: string;
  label: string;
  baseUrl: string;
  keyVariable?: string;
}

const prompts: { readonly [field in keyof ServerRow]-?: string } = {
  id: 'Its name in benchmarks, before the `~`: lower-case letters, digits and dashes.',
  label: 'Its name for people.',
  baseUrl: 'Its address: what `/chat/completions` is appended to. It must speak the OpenAI protocol.',
  keyVariable: 'The environment variable with its API key, such as MY_API_KEY. Leave it empty when it needs none.',
};

/** `argument` is the id that a benchmark names already, if any. Nothing is written when the user answers one of the questions with nothing. */
export async function addServer(argument: unknown): Promise<void> {
  const rows = writtenServices();
  const row = await inSteps('Add My Own Server', async (steps): Promise<ServerRow | undefined> => {
    const ask = asking(steps, rows);
    const id = await ask('id', typeof argument === 'string' ? argument : '');
    if (id === undefined) return undefined;
    const baseUrl = await ask('baseUrl', 'http://127.0.0.1:8080/v1');
    if (baseUrl === undefined) return undefined;
    const keyVariable = await ask('keyVariable', '');
    if (keyVariable === undefined) return undefined;
    return { id, label: id, baseUrl, ...(keyVariable === '' ? {} : { keyVariable }) };
  });
  if (!row) return;
  await writeServices([...rows, row]);
  void showInformation(`${row.label} is added: write its models as \`${row.id}~model\`.`);
}

/** What else is written of the row stays. Nothing is written when the user answers one of the questions with nothing. */
export async function editServer(id: string): Promise<void> {
  const rows = writtenServices();
  const row = rows.find((one) => idOfService(one) === id);
  if (typeof row !== 'object' || row === null) throw new Error(`Your settings have no service ${id}.`);
  const { keyVariable: _, ...others } = { keyVariable: undefined, ...row };
  const of = (field: keyof ServerRow): string => {
    const value: unknown = (row as Partial<ServerRow>)[field];
    return typeof value === 'string' ? value : '';
  };
  const edited = await inSteps(`Edit ${of('label') || id}`, async (steps) => {
    const ask = asking(steps, []);
    const label = await ask('label', of('label') || id);
    if (label === undefined) return undefined;
    const baseUrl = await ask('baseUrl', of('baseUrl'));
    if (baseUrl === undefined) return undefined;
    const keyVariable = await ask('keyVariable', of('keyVariable'));
    if (keyVariable === undefined) return undefined;
    return { ...others, label, baseUrl, ...(keyVariable === '' ? {} : { keyVariable }) };
  });
  if (!edited) return;
  await writeServices(rows.map((one) => (one === row ? edited : one)));
}

export async function removeServer(id: string): Promise<void> {
  await writeServices(writtenServices().filter((row) => idOfService(row) !== id));
}

/** Asks for one field; undefined when the user gives up. */
function asking(
  steps: InputSteps,
  rows: readonly unknown[],
): (field: keyof ServerRow, value: string) => Promise<string | undefined> {
  return async (field, value) => {
    const { parseServiceRows } = await import('../../core/providers/parseServiceRows');
    /** What is wrong with one field of a row, as a run would say it. */
    const faultOf = (text: string): string | undefined => {
      const tried = { id: 'a', label: 'a', baseUrl: 'http://127.0.0.1:8080/v1', [field]: text.trim() };
      const { problems } = parseServiceRows(field === 'id' ? [...rows, tried] : [tried]);
      const own = `services[${field === 'id' ? rows.length : 0}].${field}: `;
      return problems.find((problem) => problem.startsWith(own))?.slice(own.length);
    };
    const text = await steps.write({
      prompt: prompts[field],
      value,
      problemOf: (written) => (field === 'keyVariable' && written.trim() === '' ? undefined : faultOf(written)),
    });
    return text?.trim();
  };
}
