import { basename } from 'node:path';
import type { RunManifest } from '../../shared/runs/runManifest';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { runFiles } from './runFolderPaths';
import { manifestSchema } from './manifestSchema';

/** `run.json` of a run folder, brought to the present format. Throws when there is none, or in words when it is not what the format says. */
export async function readManifest(runDirectory: string): Promise<RunManifest> {
  const text = await readPlainText(runDirectory, runFiles.manifest);
  return parseRecord(manifestSchema, text, `${runFiles.manifest} of ${basename(runDirectory)}`);
}
