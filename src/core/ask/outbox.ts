// Messages to another thread, gathered and sent in one: each message that is sent wakes the other thread, which costs more than what is in it.

export class Outbox<T> {
  private waiting: T[] = [];

  /** `later` calls back when a moment has passed in which more may have gathered. */
  constructor(
    private readonly send: (messages: T[]) => void,
    private readonly later: (work: () => void) => void,
  ) {}

  put(message: T): void {
    this.waiting.push(message);
    if (this.waiting.length === 1) this.later(() => this.empty());
  }

  /** Sends what has gathered, in order; nothing when nothing has. */
  empty(): void {
    if (this.waiting.length === 0) return;
    const messages = this.waiting;
    this.waiting = [];
    this.send(messages);
  }
}
