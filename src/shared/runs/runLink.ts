// The link that opens a run, or one of its tests, in VS Code: `vscode://iso-speed-bench.iso-speed-bench/run?folder=...&model=...&test=7`.

import { urlPart } from '../text/urlPart';

/** A run folder, or with a model and a number one of its tests. */
export interface LinkedPlace {
  /** Absolute. */
  runDirectory: string;
  test: { model: string; index: number } | null;
}

/** What of VS Code opens it: its scheme, which other editions have their own of, and the extension. */
interface LinkOpener {
  scheme: string;
  extensionId: string;
}

const vsCode: LinkOpener = { scheme: 'vscode', extensionId: 'iso-speed-bench.iso-speed-bench' };

/** Works on the machine that has the folder. */
export function runLink({ runDirectory, test }: LinkedPlace, { scheme, extensionId }: LinkOpener = vsCode): string {
  const parts = [`folder=${queryValue(runDirectory)}`];
  if (test) parts.push(`model=${queryValue(test.model)}`, `test=${test.index}`);
  return `${scheme}://${extensionId}/run?${parts.join('&')}`;
}

/** VS Code decodes a query before it hands it over, so that what then still means something to a query has to be encoded twice. */
function queryValue(text: string): string {
  return urlPart(text).replace(/%(25|26|2B)/g, '%25$1');
}
