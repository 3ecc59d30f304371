// Reads one JSON text of a run folder and says in words what is wrong with it.

import type * as z from 'zod';
import { runSchemaVersion } from '../../shared/run/events';
import { parseJson } from './parseJson';

/**
 * Reads one JSON text of a run folder. `where` names the file for people. Throws what is wrong in words:
 * no JSON, a newer format, or a field that is not what the format says.
 */
export function parseRecord<T>(schema: z.ZodType<T>, text: string, where: string): T {
  const json = parseJson(text, where);
  refuseNewer(json, where);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(`${where} is not as the format of run folders says. ${issueWords(parsed.error)}`);
}

/** What is wrong with a record, and where in it. */
export function issueWords({ issues }: z.ZodError): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
    .join('; ');
}

/** Throws when a record says that it has a newer format than this program reads. */
export function refuseNewer(record: unknown, where: string): void {
  if (typeof record !== 'object' || record === null || !('schemaVersion' in record)) return;
  const { schemaVersion: version } = record;
  if (typeof version === 'number' && version > runSchemaVersion) {
    throw new Error(
      `${where} was written by a newer version of Iso Speed Bench (format ${version}; this one reads up to ${runSchemaVersion}). Update to open it.`,
    );
  }
}
