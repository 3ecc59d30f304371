// Work that can wait goes one piece a turn of the event loop, in the order of asking: between two of them the sockets are read and stamped.

const waiting: (() => void)[] = [];
let next = 0;

/** Calls `work` in a turn of the event loop in which nothing else of this line is done. It must not throw. */
export function inOwnTurn(work: () => void): void {
  waiting.push(work);
  if (waiting.length - next === 1) setImmediate(takeTurn);
}

function takeTurn(): void {
  waiting[next]!();
  next++;
  if (next < waiting.length) return void setImmediate(takeTurn);
  waiting.length = 0;
  next = 0;
}
