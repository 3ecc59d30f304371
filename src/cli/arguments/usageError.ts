// What a person got wrong in calling the program. Ends as a message and a hint on stderr, and exit code 2.

export class UsageError extends Error {
  override name = 'UsageError';

  constructor(
    message: string,
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
  }
}
