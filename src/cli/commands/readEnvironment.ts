import { parseEnv } from 'node:util';
import type { Environment } from '../../core/providers/provider';
import { readTextFile } from './readTextFile';

/**
 * Keys and addresses by name: the program's own environment and, where given, a file in dotenv syntax.
 * A variable that is already set wins over the file, as dotenv does, so that a CI job can override a checked-in file.
 */
export async function readEnvironment(
  own: Environment,
  cwd: string,
  envFile: string | undefined,
): Promise<Environment> {
  if (envFile === undefined) return own;
  const fromFile = parseEnv(await readTextFile(cwd, envFile, 'env file'));
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined && value !== ''));
  return { ...fromFile, ...set };
}
