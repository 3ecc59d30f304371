// Calls a user's own evaluator that is written in JavaScript.

import { judgeFault, type JudgeCall, type JudgeOutcome } from '../python/ownJudge';
import { cutShort } from '../python/cutShort';
import type { JudgeReply } from './judgeReply';
import type { JavaScriptSandbox } from './javascriptSandbox';

/** Throws as the sandbox does. */
export async function callJavaScriptJudge(
  sandbox: JavaScriptSandbox,
  call: JudgeCall,
  signal: AbortSignal,
): Promise<JudgeOutcome> {
  const { outcome, stdout } = await sandbox.run(JSON.stringify(call), signal);
  if (outcome.kind !== 'finished') return judgeFault(call.file, 0, cutShort(outcome) ?? 'it ended without a verdict.');
  const reply = JSON.parse(stdout) as JudgeReply;
  return 'fault' in reply ? judgeFault(call.file, reply.line, reply.fault) : { value: reply.value };
}
