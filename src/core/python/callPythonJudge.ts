// Calls a user's own evaluator that is written in Python.

import { judgeHarness } from './judgeHarness';
import { judgeFault, type JudgeCall, type JudgeOutcome } from './ownJudge';
import { readReport, reportingProgram } from './pythonProgram';
import type { PythonRunner } from './pythonRunner';
import { cutShort } from './cutShort';

/** Throws as the runner does. */
export async function callPythonJudge(
  python: PythonRunner,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<JudgeOutcome> {
  const { code, word } = reportingProgram(judgeHarness, call);
  const { outcome, stdout } = await python.run(code, signal);
  const line = readReport(stdout, word).report.find(({ kind }) => kind === 'gave' || kind === 'failed');
  if (line?.kind === 'gave') return { value: JSON.parse(line.texts[0] ?? 'null') as unknown };
  const [what = '', at = ''] = line?.texts ?? [];
  if (outcome.kind === 'lacks') return judgeFault(call.file, Number(at), `${outcome.message}. ${outcome.explanation}`);
  return judgeFault(call.file, Number(at), what === '' ? (cutShort(outcome) ?? 'it ended without a verdict.') : what);
}
