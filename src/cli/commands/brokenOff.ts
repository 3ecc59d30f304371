// The end of a command that was broken off before it came to anything, by Ctrl+C or by a no. Why has been said on stderr by then.

import { writeOut, type CliContext } from '../terminal/cliContext';
import { errorJson } from '../terminal/errorJson';
import { exitCodes, type ExitCode } from '../terminal/exitCode';

/** Said where somebody was asked first, and said no. */
export const nothingSent = 'Nothing was sent to any model.';

export async function brokenOff(
  message: string,
  { isJson }: { isJson: boolean },
  { stdout }: Pick<CliContext, 'stdout'>,
): Promise<ExitCode> {
  if (isJson) await writeOut(stdout, errorJson(message));
  return exitCodes.interrupted;
}
