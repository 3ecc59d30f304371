// Waiting for work that goes on beside each other.

/** Throws the first failure, once all have ended: nothing that was begun goes on behind the back of whoever waits. */
export async function allEnded(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
