// Brings one record of a run folder to the present format, whatever version wrote it.

import { isMap } from '../../../shared/text/isMap';
import { upgradeSteps, type RecordKind, type UpgradeStep } from './upgradeSteps';

/**
 * Goes through the steps from `version` on: the record's own, or that of its file where its records have none. What is no record, or says
 * no version, is returned as it is, for the schema to judge. `record` itself is not changed.
 */
export function upgradeRecord(
  kind: RecordKind,
  record: unknown,
  version: number | null = versionOf(record),
  steps: readonly UpgradeStep[] = upgradeSteps,
): unknown {
  if (!isMap(record) || version === null || version > steps.length) return record;
  const upgraded = steps.slice(version - 1).reduce((one, step) => step[kind]?.(one) ?? one, record);
  return 'schemaVersion' in record ? { ...upgraded, schemaVersion: steps.length + 1 } : upgraded;
}

/** The format that a record says it has, from 1; null when it says none. */
export function versionOf(record: unknown): number | null {
  if (!isMap(record)) return null;
  const { schemaVersion } = record;
  return typeof schemaVersion === 'number' && Number.isInteger(schemaVersion) && schemaVersion >= 1
    ? schemaVersion
    : null;
}
