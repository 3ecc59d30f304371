import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunManifest } from '../../shared/runs/runManifest';
import { parseRecord } from '../files/parseRecord';
import { runFiles } from './runFolderPaths';
import { manifestSchema } from './runSchemas';

/** `run.json` of a run folder, brought to the present format. Throws when there is none, or in words when it is not what the format says. */
export async function readManifest(runDirectory: string): Promise<RunManifest> {
  const text = await readFile(join(runDirectory, runFiles.manifest), 'utf8');
  return parseRecord(manifestSchema, text, `${runFiles.manifest} of ${basename(runDirectory)}`);
}
