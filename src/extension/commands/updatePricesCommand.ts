// *Update Prices*: the only thing in the extension that fetches prices, and only when it is called.

import type * as vscode from 'vscode';
import { showInformation, withProgress } from '../host/notices';
import type { PriceUpdate } from '../../core/cost/updatePrices';
import type { Environment } from '../../core/providers/provider';
import { counted } from '../../shared/text/counted';

/** `environment` names the proxies to go through. */
export async function updatePricesCommand(
  priceFile: string,
  environment: Environment,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { updatePrices } = await import('../../core/cost/updatePrices');
  const options = {
    title: 'Fetching the price list of genai-prices',
    cancellable: true,
  };
  const update = await withProgress(options, async (_progress, cancelled) => {
    const cancel = new AbortController();
    cancelled.onCancellationRequested(() =>
      cancel.abort(new Error('Updating prices was cancelled; prices stay as they were.')),
    );
    try {
      return await updatePrices({ path: priceFile, environment }, cancel.signal);
    } catch (error) {
      if (cancelled.isCancellationRequested) return undefined;
      throw error;
    }
  });
  if (!update) return;
  for (const line of changeLines(update)) log.info(line);
  // Not awaited: the message stays until the user has read it.
  void showInformation(updateText(update), ...(update.changed.length > 0 ? ['Show Changes'] : [])).then((choice) => {
    if (choice) log.show();
  });
}

function updateText({ source, models, added, removed, changed }: PriceUpdate): string {
  return `Prices are those of ${source} now, for ${counted(models, 'model')}: ${counted(changed.length, 'price')} changed, ${counted(added.length, 'model')} new, ${removed.length} gone. Runs made before keep theirs.`;
}

function changeLines({ before, source, added, removed, changed }: PriceUpdate): string[] {
  const text = ({ input, output }: PriceUpdate['changed'][number]['before']): string =>
    `$${input ?? '?'} in, $${output ?? '?'} out`;
  return [
    `prices: ${before} -> ${source}`,
    ...changed.map((one) => `prices: ${one.path}: ${text(one.before)} -> ${text(one.after)} per million tokens`),
    ...(added.length > 0 ? [`prices: new: ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`prices: gone: ${removed.join(', ')}`] : []),
  ];
}
