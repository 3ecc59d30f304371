// What a snippet prints, up to a limit. Python writes bytes; they are kept as one character per byte, so that only strings ever
// leave the context.

const charactersAtOnce = 8192;

export class SandboxOutput {
  /** Bytes of both streams together. */
  limit = 0;
  private bytes = 0;
  private isFull = false;
  private outText: string[] = [];
  private errorText: string[] = [];

  /** True when the snippet wanted to print more than the limit. */
  get isOver(): boolean {
    return this.isFull;
  }

  stdout(): string {
    return this.outText.join('');
  }

  stderr(): string {
    return this.errorText.join('');
  }

  /** What Python's two streams call with their bytes; gives back how many were taken. Throws at the limit, which ends the snippet. */
  readonly writeOut = (bytes: Uint8Array): number => this.keep(this.outText, bytes);
  readonly writeError = (bytes: Uint8Array): number => this.keep(this.errorText, bytes);

  clear(): void {
    this.outText = [];
    this.errorText = [];
    this.bytes = 0;
    this.isFull = false;
  }

  private keep(sink: string[], bytes: Uint8Array): number {
    const room = this.limit - this.bytes;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    let text = '';
    for (let from = 0; from < kept.length; from += charactersAtOnce)
      text += String.fromCharCode(...kept.subarray(from, from + charactersAtOnce));
    sink.push(text);
    this.bytes += kept.length;
    if (kept.length < bytes.length) {
      this.isFull = true;
      throw new Error('output limit');
    }
    return bytes.length;
  }
}
