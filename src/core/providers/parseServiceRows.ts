// Checks the services that users add in their settings. Apart from the table itself, so that the asking thread loads no schemas.

import * as z from 'zod';
import { parameterNames } from '../../shared/run/parameters';
import { serviceBatchProtocols } from './batchService';
import { builtInServices, ownApiIds, readOpenAiAddress, type ServiceRow } from './services';

const rowSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes, beginning with a letter'),
  label: z.string().trim().min(1, 'expected a name for people'),
  // Kept as it is written: it is read where it is used.
  baseUrl: z.string().superRefine((text, context) => {
    const address = readOpenAiAddress(text);
    if ('problem' in address) context.addIssue({ code: 'custom', message: address.problem });
  }),
  keyVariable: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'expected the name of an environment variable, not the key itself')
    .optional(),
  isLocal: z.boolean().optional(),
  concurrency: z
    .int()
    .min(1, 'expected a whole number from 1 to 64')
    .max(64, 'expected a whole number from 1 to 64')
    .optional(),
  hasLimitsPerModel: z.boolean().optional(),
  priceProviderId: z.string().min(1).optional(),
  asksForUsage: z.boolean().optional(),
  parameterNames: z.partialRecord(z.enum(parameterNames), z.string().min(1).nullable()).optional(),
  batchPrice: z.number().min(0, 'expected a number from 0 to 1').max(1, 'expected a number from 0 to 1').optional(),
  otherBatches: z.strictObject({ form: z.string().min(1), documentedAt: z.url() }).optional(),
  batchProtocol: z.enum(serviceBatchProtocols).optional(),
  batchLimits: z
    .strictObject({
      requests: z.int().min(1, 'expected a whole number from 1').optional(),
      bytes: z.int().min(10_000, 'expected a whole number from 10000').optional(),
    })
    .optional(),
  overrides: z.boolean().optional(),
});

export interface ParsedServiceRows {
  /** The rows that can be used. */
  rows: ServiceRow[];
  /** One sentence a problem, with the path of what is wrong: `services[1].baseUrl: expected ...`. */
  problems: string[];
}

/**
 * Checks the services of a settings file. A faulty row is left out and its problems are told; the others are used.
 * A row with the id of a built-in service replaces it only when it says `"overrides": true`; the ids of `ownApiIds` are never free.
 */
export function parseServiceRows(value: unknown): ParsedServiceRows {
  if (value === undefined || value === null) return { rows: [], problems: [] };
  if (!Array.isArray(value)) return { rows: [], problems: ['services: expected a list of services.'] };
  const rows: ServiceRow[] = [];
  const problems: string[] = [];
  value.forEach((entry: unknown, position) => {
    const path = `services[${position}]`;
    const parsed = rowSchema.safeParse(entry);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) problems.push(`${[path, ...issue.path].join('.')}: ${issue.message}.`);
      return;
    }
    const clash = idClash(parsed.data, rows);
    if (clash) problems.push(`${path}.id: ${clash}`);
    else rows.push(parsed.data as ServiceRow);
  });
  return { rows, problems };
}

function idClash(
  row: { id: string; overrides?: boolean | undefined },
  rows: readonly ServiceRow[],
): string | undefined {
  if (ownApiIds.some((id) => id === row.id)) {
    return `"${row.id}" is a model API with an adapter of its own; choose another id (its address is moved by an environment variable).`;
  }
  if (rows.some((other) => other.id === row.id)) return `"${row.id}" is used by an earlier service; ids must differ.`;
  if (builtInServices.some((other) => other.id === row.id) && row.overrides !== true) {
    return `"${row.id}" is a built-in service; choose another id, or add "overrides": true to replace it.`;
  }
  return undefined;
}
