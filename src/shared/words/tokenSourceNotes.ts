// Who counted the tokens of a test, in words.

import type { TokenUsage } from '../run/testMeasurement';

/** After a comma, `212 in + 33 out, counted by VS Code`; null for the usual, the API's own count. */
export const tokenSourceNotes: Readonly<Record<TokenUsage['source'], string | null>> = {
  usage: null,
  estimated: 'estimated',
  counted: 'counted by VS Code',
};
