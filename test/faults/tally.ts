/** Counts what a suite tries of one kind, says at once what was lost, and lets the process fail for it. */
export class Tally {
  private tried = 0;
  private lost = 0;

  constructor(private readonly kind: string) {}

  /** `faults` are sentences; none when it was held. */
  count(name: string, faults: readonly string[]): void {
    this.countAll(1, faults.length > 0 ? [`${name}: ${faults.join('; ')}`] : []);
  }

  /** As many at once; each fault is one that was lost. */
  countAll(tried: number, faults: readonly string[]): void {
    this.tried += tried;
    this.lost += faults.length;
    for (const fault of faults) console.error(`${this.kind}: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }

  /** `more` follows the counts. */
  print(more = ''): void {
    console.log(`${this.kind}: ${this.tried} tried, ${this.tried - this.lost} held, ${this.lost} lost${more}`);
  }
}
