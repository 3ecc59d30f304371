// The randomness of the sandbox: a fixed sequence that begins anew for every answer, so that the same answer is always judged the
// same.

const seed = 0x9e3779b9;

/** A 32-bit mixing generator (splitmix32); quality matters little, repeatability does. */
export class SandboxRandom {
  private state = seed;

  restart(): void {
    this.state = seed;
  }

  fill(target: Uint8Array): void {
    for (let index = 0; index < target.length; index += 1) target[index] = this.next() & 0xff;
  }

  private next(): number {
    this.state = (this.state + seed) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }
}
