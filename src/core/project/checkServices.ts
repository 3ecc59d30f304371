// The services of a project file. The file may come from anybody, so it may add services and never move one that is known; and the key of a
// service is one of its own, so that no line of the file can have another key of the environment sent to a host that it names.

import type { ProblemList } from '../benchmark/problemList';
import { replaceValue } from '../benchmark/repairs';
import { builtInServices, ownApiIds, readOpenAiAddress, type ServiceRow } from '../providers/services';
import type { WrittenService } from './projectSchema';

/** The variable that the key of a service of a project file is in: `MY_GATEWAY_API_KEY` of `my-gateway`. */
function ownKeyVariable(id: string): string {
  return `${id.toUpperCase().replaceAll('-', '_')}_API_KEY`;
}

/** What is wrong with a service is told, and the service left out. */
export function checkServices(written: readonly WrittenService[], problems: ProblemList): ServiceRow[] {
  const rows: ServiceRow[] = [];
  for (const [position, service] of written.entries()) {
    const path = ['services', position] as const;
    const { id, key_variable: keyVariable } = service;
    const clash = idClash(id, rows);
    if (clash !== undefined) problems.error([...path, 'id'], clash);
    const address = readOpenAiAddress(service.base_url);
    if ('problem' in address)
      problems.error([...path, 'base_url'], `services[${position}].base_url: ${address.problem}.`);
    const own = ownKeyVariable(id);
    if (keyVariable !== undefined && keyVariable !== own)
      problems.error(
        [...path, 'key_variable'],
        `services[${position}].key_variable must be ${own}: a service of a project file has a key of its own, named after its id, so that such a file can have no other key sent to it.`,
        undefined,
        replaceValue([...path, 'key_variable'], own, problems),
      );
    rows.push(rowOf(service));
  }
  return rows;
}

function idClash(id: string, earlier: readonly ServiceRow[]): string | undefined {
  const known = [...ownApiIds, ...builtInServices.map((row) => row.id)];
  if (known.includes(id))
    return `\`${id}\` is a model API that is known, and a project file can't say where it is. Choose another id; its address is moved by an environment variable or by VS Code's user settings.`;
  const other = earlier.find((row) => row.id === id);
  return other && `\`${id}\` is used by an earlier service: ids must differ.`;
}

function rowOf(service: WrittenService): ServiceRow {
  const { id, label, base_url: baseUrl, key_variable: keyVariable, is_local: isLocal, concurrency } = service;
  const { has_limits_per_model: hasLimitsPerModel, price_provider_id: priceProviderId } = service;
  const { asks_for_usage: asksForUsage, parameter_names: parameterNames } = service;
  const { batch_price: batchPrice, batch_protocol: batchProtocol, batch_limits: batchLimits } = service;
  return {
    id,
    label: label?.trim() ?? id,
    baseUrl,
    ...(keyVariable === undefined ? {} : { keyVariable }),
    ...(isLocal === undefined ? {} : { isLocal }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(hasLimitsPerModel === undefined ? {} : { hasLimitsPerModel }),
    ...(priceProviderId === undefined ? {} : { priceProviderId }),
    ...(asksForUsage === undefined ? {} : { asksForUsage }),
    ...(batchPrice === undefined ? {} : { batchPrice }),
    ...(batchProtocol === undefined ? {} : { batchProtocol }),
    ...(batchLimits === undefined ? {} : { batchLimits: presentFields(batchLimits) }),
    ...(parameterNames === undefined ? {} : { parameterNames: presentFields(parameterNames) }),
  };
}

/** Without those that are undefined. */
function presentFields<Value>(fields: { readonly [name: string]: Value | undefined }): { [name: string]: Value } {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
