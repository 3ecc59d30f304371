// The project's sources, for the tests that read them.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** All TypeScript files and modules below a folder, from the project folder, with slashes. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?ts$/.test(name) && !name.includes('node_modules'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort();
}

export function readSource(file: string): string {
  return readFileSync(path.join(projectFolder, file), 'utf8');
}
