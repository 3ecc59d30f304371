// Where a price list is that *Update Prices* has fetched.

import { join } from 'node:path';
import type * as vscode from 'vscode';
import { priceFileName } from '../../core/cost/priceCache';

/** Its path, whether or not there is one. */
export function priceFileIn(globalStorage: vscode.Uri): string {
  return join(globalStorage.fsPath, priceFileName);
}
