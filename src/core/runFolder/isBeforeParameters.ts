// Whether a run was begun when benchmarks had no parameters yet, nor the words that came with them: its first event has none, of any model.

import { basename } from 'node:path';
import { isMap } from '../../shared/text/isMap';
import { linesOf } from '../files/linesOf';
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
  for await (const [line = ''] of linesOf(runDirectory, runFiles.events, basename(runDirectory))) return line;
  return '';
}
