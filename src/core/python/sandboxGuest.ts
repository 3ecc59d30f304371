// The JavaScript half of the sandbox that lives inside the vm context, beside Pyodide. It sees no Node, no DOM and not one
// object of the host's realm: it is called with strings and numbers and answers with strings and numbers.
// It runs one answer after the other and puts the interpreter back to its baseline after every one.

import { createBaseline } from './sandboxBaseline';
import type { Baseline } from './sandboxBaseline';
import { SandboxGates } from './sandboxGates';
import type { GuestResult, SandboxGuest } from './sandboxGuestTypes';
import { bootInterpreter, type SandboxInterpreter } from './sandboxInterpreter';
import { SandboxOutput } from './sandboxOutput';
import { answerPath } from './sandboxPrelude';
import { SandboxShell } from './sandboxShell';
import { SandboxStorage } from './sandboxStorage';
import { decodeUtf8 } from './sandboxUtf8';

/** Enough for what the first snippet prints. */
const bootOutputBytes = 1000;

const noResult = { kind: 'crashed', message: 'the interpreter gave no result', isReusable: false } as const;
const overflow = { kind: 'output', message: '', isReusable: true } as const;

class Guest implements SandboxGuest {
  private readonly shell = new SandboxShell();
  private readonly gates = new SandboxGates();
  private readonly storage = new SandboxStorage();
  private readonly output = new SandboxOutput();
  private stateText = 'new';
  private answer = '';
  private interpreter: SandboxInterpreter | undefined;
  private baseline: Baseline | undefined;

  constructor() {
    this.shell.install();
  }

  addFile(name: string, bytes: number): Uint8Array {
    return this.shell.addFile(name, bytes);
  }

  boot(maxPages: number, outputLimitBytes: number): void {
    this.stateText = 'booting';
    this.start(maxPages).then(
      () => {
        this.output.limit = outputLimitBytes;
        this.stateText = 'ready';
      },
      (error: unknown) => this.fail(error),
    );
  }

  state(): string {
    return this.stateText;
  }

  load(code: string): void {
    this.answer = code;
  }

  run(): string {
    return JSON.stringify(this.runAnswer(this.answer));
  }

  stdout(): string {
    return this.output.stdout();
  }

  stderr(): string {
    return this.output.stderr();
  }

  reset(): boolean {
    this.output.clear();
    this.shell.restart();
    this.gates.restart();
    this.storage.restart();
    return this.baseline?.restore() ?? false;
  }

  /** Everything between the files being there and the guest being ready. */
  private async start(maxPages: number): Promise<void> {
    const { shell, gates, storage, output } = this;
    this.output.limit = bootOutputBytes;
    const interpreter = await bootInterpreter({ shell, gates, storage, output }, maxPages, (error) => this.fail(error));
    this.interpreter = interpreter;
    this.baseline = createBaseline(interpreter.module, interpreter.exports);
    // The first run fills caches that would otherwise be filled again for every answer.
    const warm = this.runAnswer('print(1)');
    if (warm.kind !== 'finished' || output.stdout() !== '1\n')
      throw new Error(`the first snippet failed: ${warm.kind} ${warm.message} ${output.stderr()}`);
    if (!this.reset()) throw new Error('the interpreter could not be put back to its baseline');
  }

  private fail(error: unknown): void {
    // Emscripten throws an object of its own when the interpreter exits.
    const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
    const said = typeof message === 'string' ? message : 'the interpreter ended';
    this.stateText = `failed: ${said}${this.shell.log()}`;
  }

  private runAnswer(code: string): GuestResult {
    const started = this.shell.now();
    const result = this.callInterpreter(code);
    return { ...result, durationMs: Math.round((this.shell.now() - started) * 1000) / 1000 };
  }

  private callInterpreter(code: string): Omit<GuestResult, 'durationMs'> {
    const { interpreter, baseline } = this;
    if (!interpreter || !baseline) throw new Error('not booted');
    try {
      interpreter.files.writeFile(answerPath, code);
      const result = interpreter.exports.PyObject_CallNoArgs(interpreter.runAddress);
      const text = result === 0 ? 0 : interpreter.exports.PyUnicode_AsUTF8(result);
      if (text === 0) return noResult;
      // From here on nothing that the snippet left behind can say that it ended otherwise.
      const settled = readResult(baseline.readText(text));
      return this.output.isOver ? overflow : this.endScript(interpreter, baseline, settled);
    } catch (thrown) {
      return this.describeThrown(thrown);
    }
  }

  /** Runs exit functions and the like; a script that had failed before stays failed, whatever they do. */
  private endScript(
    { exports, endAddress }: SandboxInterpreter,
    baseline: Baseline,
    settled: Pick<GuestResult, 'kind' | 'message'>,
  ): Omit<GuestResult, 'durationMs'> {
    try {
      if (exports.PyObject_CallNoArgs(endAddress) === 0) return noResult;
      return this.output.isOver ? overflow : { ...settled, isReusable: !baseline.isWorn() };
    } catch (thrown) {
      const described = this.describeThrown(thrown);
      return settled.kind === 'finished' ? described : { ...settled, isReusable: described.isReusable };
    }
  }

  private describeThrown(thrown: unknown): Omit<GuestResult, 'durationMs'> {
    const text = String(thrown instanceof Error ? thrown.message : thrown);
    // A denial unwinds WebAssembly frames only, from a known place: the baseline restores all that they changed. After anything
    // else, a full stack for example, JavaScript code may have been left half done.
    const isReusable = this.gates.isDenial(thrown);
    if (this.output.isOver) return { kind: 'output', message: '', isReusable };
    if (thrown instanceof RangeError && /call stack/.test(text)) {
      const message = "RecursionError: maximum recursion depth exceeded (the interpreter's own stack is full)";
      return { kind: 'raised', message, isReusable };
    }
    return { kind: 'crashed', message: text, isReusable };
  }
}

/** Reads the `kind hex` that the prelude's function gives back, the hexadecimal being the message in UTF-8. */
function readResult(text: string): Pick<GuestResult, 'kind' | 'message'> {
  const [kind = '', hex = ''] = text.split(' ');
  if (kind !== 'finished' && kind !== 'raised' && kind !== 'memory')
    throw new Error('the interpreter gave a result of the wrong shape');
  return {
    kind,
    message: decodeUtf8(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
  };
}

// The value of this program, which the child takes from the context.
(globalThis as unknown as { __guest: SandboxGuest }).__guest = new Guest();
