// How well a child is isolated, in words for the run.

import type { PythonIsolation } from '../../shared/run/pythonIsolation';
import type { PermissionReport } from './sandboxFrames';

/** What the child says it can do, as the isolation that the run states. */
export function sandboxIsolation(report: PermissionReport): PythonIsolation {
  const gaps = [
    report.canReadFiles ? 'reading files' : '',
    report.canWriteFiles ? 'writing files' : '',
    report.canStartProcesses ? 'starting processes' : '',
    report.canStartThreads ? 'starting threads' : '',
    report.canEvaluateText ? 'evaluating text' : '',
  ].filter((gap) => gap !== '');
  if (gaps.length === 0) return { runner: 'sandbox', isFull: true };
  const note = `Reduced isolation: this Node.js (${process.versions.node}) can't forbid the sandbox's process ${gaps.join(', ')}. The interpreter's own walls still stand; only the second layer is missing.`;
  return { runner: 'sandbox', isFull: false, note };
}
