// Whether a run was begun when benchmarks had no parameters yet, nor the words that came with them: its first event has none, of any model.

import { createInterface } from 'node:readline';
import { isMap } from '../../shared/text/isMap';
import { openPlainFile } from '../files/plainFile';
import { runFiles } from './runFolderPaths';

/** False where its events can't be read. */
export async function isBeforeParameters(runDirectory: string): Promise<boolean> {
  const first = await firstLine(runDirectory).catch(() => '');
  let event: unknown;
  try {
    event = JSON.parse(first);
  } catch {
    // What is wrong with the events is said by whoever needs them.
    return false;
  }
  if (!isMap(event) || event['type'] !== 'runStarted' || !Array.isArray(event['models'])) return false;
  return (event['models'] as unknown[]).every((model) => isMap(model) && !Object.hasOwn(model, 'parameters'));
}

async function firstLine(runDirectory: string): Promise<string> {
  const input = (await openPlainFile(runDirectory, runFiles.events)).createReadStream();
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) return line;
    return '';
  } finally {
    input.destroy();
  }
}
