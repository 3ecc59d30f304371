// What calibrations found, in `calibration.json` of the runs folder: one entry a model, the raw answer with it so that anybody can check.

import { join } from 'node:path';
import * as z from 'zod';
import { makeFolder } from '../files/makeFolder';
import { runSchemaVersion } from '../../shared/run/events';
import { writeJsonAtomically } from '../files/jsonFile';
import { parseRecord } from '../files/parseRecord';
import { readPlainText } from '../files/plainFile';
import { findProfile } from './coordinateProfiles';
import type { FieldSchemas } from '../files/schemaTables';
import { messageOf } from '../../shared/text/messageOf';

export const calibrationFileName = 'calibration.json';

/** How well a convention explains an answer. */
export interface CandidateFit {
  /** Coordinate profile id. */
  profile: string;
  /** Mean distance from the markers, as a share of the picture's diagonal. */
  residual: number;
}

export interface Calibration extends CandidateFit {
  /** The best of the conventions that put the markers elsewhere; null when there is none. */
  runnerUp: CandidateFit | null;
  /** The answer does not tell which convention it follows: kept to be looked at, never used. */
  isAmbiguous: boolean;
  /** Why the calibration is ambiguous, in a sentence. */
  reason?: string;
  /** ISO 8601. */
  at: string;
  /** The answer as the model sent it. */
  answer: string;
  /** SHA-256 of the picture that was shown, hexadecimal. */
  pictureSha256: string;
}

const profileId = z
  .string()
  .refine((id) => findProfile(id) !== undefined, { error: 'there is no such coordinate profile' });
const fit = { profile: profileId, residual: z.number().min(0) };
const calibration = z.object({
  ...fit,
  runnerUp: z.object(fit).nullable(),
  isAmbiguous: z.boolean(),
  reason: z.string().optional(),
  at: z.string(),
  answer: z.string(),
  pictureSha256: z.string(),
}) satisfies z.ZodObject<FieldSchemas<Calibration>>;
const calibrationFile = z.looseObject({ models: z.record(z.string(), calibration) });

/** Every calibration of a runs folder, by canonical model string; {} when there is none. Throws an error that names the file when it is damaged. */
export async function readCalibrationFile(runsDirectory: string): Promise<{ [model: string]: Calibration }> {
  const path = join(runsDirectory, calibrationFileName);
  const text = await readPlainText(runsDirectory, calibrationFileName).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`${path} can't be read: ${error.message}`, { cause: error });
  });
  if (text === undefined) return {};
  try {
    return parseRecord(calibrationFile, text, path).models;
  } catch (error) {
    throw new Error(`${messageOf(error)} Repair the file, or delete it and calibrate again.`, { cause: error });
  }
}

/** The profile ids to ask models by, by canonical model string; those of ambiguous calibrations are not among them. Throws as `readCalibrationFile`. */
export async function readCalibrations(runsDirectory: string): Promise<{ [model: string]: string }> {
  const all = Object.entries(await readCalibrationFile(runsDirectory));
  return Object.fromEntries(all.filter(([, one]) => !one.isAmbiguous).map(([model, one]) => [model, one.profile]));
}

/** Puts a model's calibration in the place of an earlier one, and makes the folder when it is missing. A damaged file is not overwritten: throws. */
export async function storeCalibration(runsDirectory: string, model: string, found: Calibration): Promise<void> {
  const models = { ...(await readCalibrationFile(runsDirectory)), [model]: found };
  await makeFolder(runsDirectory);
  await writeJsonAtomically(runsDirectory, calibrationFileName, { schemaVersion: runSchemaVersion, models });
}
