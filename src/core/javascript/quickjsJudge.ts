// Runs one evaluator in a fresh QuickJS and calls its function with data. Nothing of the host is within its reach.

import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { JudgeCall } from '../python/ownJudge';
import { isModule } from './isModule';
import type { JudgeReply } from './judgeReply';

/** Of the interpreter's own stack, which is 1 MB. */
const stackBytes = 400_000;

/** The same chance each time, and a console that prints nowhere. */
const prelude = `
{
  let state = 0x9e3779b9;
  Math.random = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
  const silent = () => undefined;
  globalThis.console = { log: silent, info: silent, warn: silent, error: silent, debug: silent };
  globalThis.module = { exports: undefined };
}
`;

/** What the evaluator gave, said so that JSON loses nothing of it that matters. */
const writeDown = `((stringify) => (value) => {
  if (typeof value === 'number' && !Number.isFinite(value)) return stringify({ odd: String(value) });
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    return stringify({ odd: value === undefined ? 'nothing' : 'a ' + typeof value });
  return stringify({ value });
})(JSON.stringify)`;

interface Judged {
  reply: JudgeReply;
  /** False when the interpreter could not be put away cleanly and must not serve again. */
  isReusable: boolean;
}

/** Throws what the interpreter died of. */
export function quickjsJudge(
  quickjs: QuickJSWASMModule,
  call: JudgeCall,
  memoryBytes: number,
  isLate: () => boolean,
): Judged {
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(isLate);
  const context = runtime.newContext();
  const reply = new Judging(runtime, context, call).reply();
  try {
    context.dispose();
    runtime.dispose();
    return { reply, isReusable: true };
  } catch {
    // An evaluator that filled the memory can leave objects that nothing holds any more.
    return { reply, isReusable: false };
  }
}

/** Ends the evaluation of a file. */
class Fault extends Error {
  constructor(
    message: string,
    readonly line = 0,
  ) {
    super(message);
  }
}

class Judging {
  private readonly handles: QuickJSHandle[] = [];

  constructor(
    private readonly runtime: QuickJSRuntime,
    private readonly context: QuickJSContext,
    private readonly call: JudgeCall,
  ) {}

  reply(): JudgeReply {
    try {
      return this.judge();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { fault: error.message, line: error.line };
    } finally {
      for (const handle of this.handles.splice(0)) handle.dispose();
    }
  }

  private judge(): JudgeReply {
    const { context, call } = this;
    this.evaluate(prelude, 'prelude');
    const parse = this.evaluate('JSON.parse', 'prelude');
    const write = this.evaluate(writeDown, 'prelude');
    const judge = this.judgeOf(call);
    const data = [call.answer, call.expectation, call.variables].map((value) =>
      this.called(parse, [this.keep(context.newString(JSON.stringify(value ?? null)))]),
    );
    const given = this.settled(this.called(judge, data));
    const written = context.getString(this.called(write, [given]));
    const told: unknown = JSON.parse(written);
    // An evaluator may have changed what its objects become in JSON.
    if (typeof told !== 'object' || told === null || !('value' in told))
      throw new Fault(
        `It gave ${typeof told === 'object' && told !== null && 'odd' in told ? String(told.odd) : written}, which is no verdict.`,
      );
    return { value: told.value };
  }

  /** The default export, one named `judge`, `module.exports`, a global `judge`, or what the file's last line is. */
  private judgeOf({ source, file }: JudgeCall): QuickJSHandle {
    const { context } = this;
    const isOfModule = isModule(source);
    const result = this.settled(this.evaluate(source, file, isOfModule ? 'module' : 'global'));
    const among = isOfModule
      ? [this.keep(context.getProp(result, 'default')), this.keep(context.getProp(result, 'judge'))]
      : [this.evaluate('module.exports', 'prelude'), this.evaluate('globalThis.judge', 'prelude'), result];
    const found = among.find((handle) => context.typeof(handle) === 'function');
    if (!found) throw new Fault('There is no function judge(answer, expectation, variables) in it.');
    return found;
  }

  /** What a promise came to; any other value as it is. */
  private settled(handle: QuickJSHandle): QuickJSHandle {
    const state = this.context.getPromiseState(handle);
    if (state.type === 'fulfilled') return state.notAPromise ? handle : this.keep(state.value);
    if (state.type === 'rejected') throw this.fault(this.keep(state.error));
    if (!this.runtime.hasPendingJob()) throw new Fault('It waits for something that can never happen in the sandbox.');
    const jobs = this.runtime.executePendingJobs();
    if (jobs.error) throw this.fault(this.keep(jobs.error));
    return this.settled(handle);
  }

  private called(callee: QuickJSHandle, values: QuickJSHandle[]): QuickJSHandle {
    const result = this.context.callFunction(callee, this.context.undefined, ...values);
    if (result.error) throw this.fault(this.keep(result.error));
    return this.keep(result.value);
  }

  private evaluate(source: string, file: string, type: 'global' | 'module' = 'global'): QuickJSHandle {
    const result = this.context.evalCode(source, file, { type });
    if (result.error) throw this.fault(this.keep(result.error));
    return this.keep(result.value);
  }

  private fault(error: QuickJSHandle): Fault {
    const { context, call } = this;
    const text = (name: string): string => {
      const part = this.keep(context.getProp(error, name));
      return context.typeof(part) === 'string' ? context.getString(part) : '';
    };
    if (context.typeof(error) !== 'object') return new Fault(`It threw ${context.getString(error)}.`);
    const [name, message, stack] = [text('name'), text('message'), text('stack')];
    const at = stack.split(`${call.file}:`)[1];
    return new Fault(message === '' ? name : `${name}: ${message}`, Number(/^\d+/.exec(at ?? '')?.[0] ?? 0));
  }

  private keep(handle: QuickJSHandle): QuickJSHandle {
    this.handles.push(handle);
    return handle;
  }
}
