// Which services of a project file may be reached. The file comes with a folder that may be anybody's, and a service that it names gets the
// prompts, the files that they name, and its key. So the user says yes, once a run, or by a flag; a server on this machine needs none.

import { isLoopbackUrl } from '../../core/providers/address';
import { addressOf, connectionFor } from '../../core/providers/connections';
import { modelApis } from '../../core/providers/modelApis';
import type { Environment } from '../../core/providers/provider';
import type { ServiceRow } from '../../core/providers/services';
import { UsageError } from '../arguments/usageError';
import { writeOut, type CliContext } from '../terminal/cliContext';

interface Asked {
  services: readonly ServiceRow[];
  /** The project file, as people write it; null without one. */
  file: string | null;
  /** Everything that may name a service: the benchmark, models of the command line. */
  texts: readonly string[];
  environment: Environment;
  /** Whether a flag has said yes. */
  isTrusted: boolean;
}

/**
 * The services that may be reached; undefined when the user said no. One that no text names is left out, so that it is not asked about, and not
 * reached either. Throws a `UsageError` where nobody can be asked.
 */
export async function trustedServices(
  { services, file, texts, environment, isTrusted }: Asked,
  context: CliContext,
): Promise<ServiceRow[] | undefined> {
  const named = services.filter(({ id }) => texts.some((text) => text.includes(`${id}~`)));
  const lines = isTrusted ? [] : named.flatMap((row) => questionOf(row, environment));
  if (lines.length === 0) return named;
  const question = [`${file ?? 'The project file'} names services that are not on this machine:`, ...lines].join('\n');
  if (!context.confirm)
    throw new UsageError(
      `${question}\nNobody is at a terminal to be asked whether they may be reached. Nothing was sent to any model.`,
      'Add --trust-project if you know who wrote that file.',
    );
  await writeOut(context.stderr, `${question}\n`);
  if (await context.confirm('Send prompts and keys there?')) return named;
  await writeOut(context.stderr, 'Nothing was sent to any model.\n');
  return undefined;
}

/** What would go where; nothing for a server on this machine. */
function questionOf(row: ServiceRow, environment: Environment): string[] {
  const api = modelApis([row]).find(({ id }) => id === row.id)!;
  const address = addressOf(api, environment);
  // A bad address is told of where all of them are.
  if (address === null || 'problem' in address || isLoopbackUrl(address.baseUrl)) return [];
  const hasKey = connectionFor(api, environment).apiKey !== undefined;
  return [
    `  ${row.id}: prompts${hasKey ? ` and the key in ${row.keyVariable}` : ''} go to ${new URL(address.baseUrl).host}`,
  ];
}
