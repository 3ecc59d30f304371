// Writes a file again and again while a run goes on, never twice at once, so that a killed run leaves one that is a few seconds old.

interface RepeatedWrite {
  /** No write begins after this; resolves when the last one has ended. */
  stop(): Promise<void>;
}

/** `onFailure` is called once, with what the write threw; after that nothing is written any more. Keeps no program alive. */
export function writeRepeatedly(
  everyMs: number,
  write: () => Promise<void>,
  onFailure: (error: unknown) => void,
): RepeatedWrite {
  let writing: Promise<void> | undefined;
  const timer = setInterval(() => {
    writing ??= write()
      .catch((error: unknown) => {
        clearInterval(timer);
        onFailure(error);
      })
      .finally(() => {
        writing = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await writing;
    },
  };
}
