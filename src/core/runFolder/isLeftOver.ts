import { isTemporaryName } from '../files/temporaryName';
import { runFiles } from './runFolderPaths';

/** Whether a killed process left this file of a run folder half done: one that was to take another's place, or a claim to a stale lock. */
export function isLeftOver(name: string): boolean {
  return isTemporaryName(name) || (name.startsWith(`${runFiles.lock}-`) && name.endsWith('.tmp'));
}
