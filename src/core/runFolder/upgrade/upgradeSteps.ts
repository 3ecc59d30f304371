// How files of older formats become those of the present one: one step a version. A step knows only the two formats it lies between, so a
// folder of any age is read by going through all that follow its own.

import { runSchemaVersion } from '../../../shared/run/events';
import { toVersion2 } from './toVersion2';
import type { JsonRecord } from './jsonRecord';

/**
 * `event` is one line of `events.jsonl`, `test` one of `tests/<model>.jsonl`, `images` the list of `images/images.json`. `result` and
 * `transcript` are the files of a test of format 1. The others are whole files.
 */
export type RecordKind = 'manifest' | 'event' | 'test' | 'result' | 'transcript' | 'images';

/** What the next format made of a record of this one; a kind of record that it left alone has no function. `schemaVersion` is set by the caller. */
export type UpgradeStep = { readonly [kind in RecordKind]?: (record: JsonRecord) => JsonRecord };

/**
 * The first makes format 2 of format 1, the next 3 of 2, and so on. A field that may be missing
 * needs no step: its schema has a default. A step is a file of its own here, with the type of what it reads;
 * test/runFolders/ keeps a folder of every format.
 */
const steps = [toVersion2] as const satisfies readonly UpgradeStep[];

export const upgradeSteps: readonly UpgradeStep[] = steps;

/** The present format. This does not compile when the version is raised without a step. */
export const presentVersion: [...typeof steps, 'present']['length'] = runSchemaVersion;
