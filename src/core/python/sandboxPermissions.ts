// What the process of a sandbox child may still do.

import type { PermissionReport } from './sandboxFrames';

/** Asks the process what it may do. A host without the permission model answers with everything. */
export function sandboxPermissions(): PermissionReport {
  const permission = (process as { permission?: { has(scope: string): boolean } }).permission;
  const has = (scope: string): boolean => permission?.has(scope) ?? true;
  let canEvaluateText = true;
  try {
    // The flag of this process must refuse exactly this.
    new Function('return 1');
  } catch {
    canEvaluateText = false;
  }
  return {
    canReadFiles: has('fs.read'),
    canWriteFiles: has('fs.write'),
    canStartProcesses: has('child'),
    canStartThreads: has('worker'),
    canEvaluateText,
  };
}
