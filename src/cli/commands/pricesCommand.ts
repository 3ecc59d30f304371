// `prices [MODEL...]`: which price list is used and what models cost by it. With --update, and only then, the list is fetched.

import { brokenOff } from './brokenOff';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { createPriceBook } from '../../core/cost/priceBook';
import { cachedPriceFile } from '../../core/cost/priceCache';
import { updatePrices, type PriceChange, type PriceUpdate } from '../../core/cost/updatePrices';
import { findModelApi, modelApis, modelInfo } from '../../core/providers/modelApis';
import type { UnitPrices } from '../../shared/runs/runManifest';
import { formatCount } from '../../shared/text/format';
import { parseModel } from '../../shared/run/model';
import { tableLines } from '../text/tableLines';
import { writeOut, type CliContext } from '../terminal/cliContext';
import type { PricesCommand } from '../arguments/commands';
import { counted } from '../../shared/text/counted';
import { exitCodes, type ExitCode } from '../terminal/exitCode';
import { printable } from '../text/fitText';
import { colorsOf } from '../terminal/terminal';
import { UsageError } from '../arguments/usageError';

const interrupted = 'Updating prices was interrupted; prices stay as they were.';

/** Changes that are shown one by one. */
const mostShown = 20;

/** The variable that names a mirror of the list. */
const mirrorVariable = 'ISO_SPEED_BENCH_PRICES_URL';

/** A model as it is shown, with what it costs. */
interface ShownModel {
  model: string;
  /** Why it costs nothing; null where it may. */
  free: 'simulated' | 'local' | null;
  prices: UnitPrices | null;
}

export async function pricesCommand(
  { models, updates, isJson }: PricesCommand,
  context: CliContext,
): Promise<ExitCode> {
  const file = cachedPriceFile(context.platform, context.environment);
  const apis = modelApis();
  const priced = models.map((text) => {
    const model = parseModel(text);
    return { info: modelInfo(model, apis), api: findModelApi(apis, model.provider) };
  });
  const update = updates ? await fetchList(file, context) : null;
  if (updates && update === null) return brokenOff(interrupted, { isJson }, context);
  const book = await createPriceBook({
    models: priced,
    overrides: {},
    benchmarkPrices: {},
    priceFile: file,
  });
  if (book.problem !== undefined) await writeOut(context.stderr, `${book.problem}\n`);
  const prices = priced.map(({ info }): ShownModel => ({
    model: info.model,
    free: info.isSimulated ? 'simulated' : info.isLocal ? 'local' : null,
    prices: book.unitPrices(info),
  }));
  if (isJson) {
    await writeOut(context.stdout, `${JSON.stringify({ list: book.source, file, models: prices, update }, null, 2)}\n`);
    return exitCodes.done;
  }
  const lines = [
    ...(update ? updateLines(update) : []),
    `Price list: ${book.source}`,
    ...(prices.length === 0 ? [] : ['', ...priceTable(prices, context)]),
  ];
  await writeOut(context.stdout, `${lines.join('\n')}\n`);
  return exitCodes.done;
}

function priceTable(prices: readonly ShownModel[], context: CliContext): string[] {
  const colors = colorsOf(context.stdout, context.environment);
  const column = (header: string, align: 'left' | 'right', text: (one: ShownModel) => string) => ({
    header: { text: header, paint: colors.bold },
    align,
    cells: prices.map((one) => ({ text: oneLine(text(one)) })),
  });
  const perMillion = (kind: 'input' | 'cachedInput' | 'output') => (one: ShownModel) => {
    const usd = one.free ? 0 : one.prices?.[kind];
    return usd === null || usd === undefined ? 'n/a' : `$${usd}`;
  };
  return tableLines([
    column('USD per million', 'left', (one) => one.model),
    column('input', 'right', perMillion('input')),
    column('cached', 'right', perMillion('cachedInput')),
    column('output', 'right', perMillion('output')),
    column('', 'left', noteOf),
  ]);
}

function noteOf({ free, prices }: ShownModel): string {
  if (free) return free;
  if (prices === null) return 'no known price';
  return prices.listed === undefined ? '' : 'lowest tier; changes with length, date or time of day';
}

/** Null when it was interrupted, which has been said then. */
async function fetchList(path: string | null, context: CliContext): Promise<PriceUpdate | null> {
  if (path === null) throw new UsageError('There is no folder to keep prices in.', 'Set HOME or XDG_CACHE_HOME.');
  const cancel = new AbortController();
  const stopListening = context.onInterrupt(() => cancel.abort(new Error(interrupted)));
  try {
    const url = context.environment[mirrorVariable] || undefined;
    return await updatePrices(
      { path, environment: context.environment, ...(url === undefined ? {} : { url }) },
      cancel.signal,
    );
  } catch (error) {
    if (!cancel.signal.aborted) throw error;
    await writeOut(context.stderr, `${interrupted}\n`);
    return null;
  } finally {
    stopListening();
  }
}

/** What an update brought: `12 prices changed, 3 models are new, 1 is gone.` and the changes. */
function updateLines({ before, source, models, added, removed, changed }: PriceUpdate): string[] {
  const shown = changed.slice(0, mostShown).map(changeLine);
  const more = changed.length > shown.length ? [`  ... and ${formatCount(changed.length - shown.length)} more`] : [];
  const counts = `${counted(changed.length, 'price')} changed, ${counted(added.length, 'model')} new, ${formatCount(removed.length)} gone`;
  return [`Updated from ${before} to ${source}, ${counted(models, 'model')}: ${counts}.`, ...shown, ...more];
}

function changeLine({ path, before, after }: PriceChange): string {
  const text = ({ input, output }: PriceChange['before']): string => `$${input ?? '?'} / $${output ?? '?'}`;
  return printable(`  ${path}: ${text(before)} -> ${text(after)}`);
}
