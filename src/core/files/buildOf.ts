// What commit a release was built from. Only releases say it: a working copy changes faster than its name.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `build.json` of a release, as `scripts/package/buildRelease.mjs` writes it. */
export interface Build {
  /** The commit's whole hash. */
  commit: string;
  /** ISO 8601, of the commit, so that the same commit gives the same release. */
  committedAt: string;
  /** Whether files were changed since. */
  isChanged: boolean;
}

/** Absent in a working copy. */
export function buildOf(distDirectory: string): Build | undefined {
  try {
    const { commit, committedAt, isChanged } = JSON.parse(readFileSync(join(distDirectory, 'build.json'), 'utf8')) as {
      [field in keyof Build]?: unknown;
    };
    if (typeof commit !== 'string' || typeof committedAt !== 'string') return undefined;
    return { commit, committedAt, isChanged: isChanged === true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The version with the commit as build metadata (semver.org, 10): `0.1.0+9372083`, `0.1.0+9372083.changed`. */
export function versionWithCommit(version: string, build: Build | undefined): string {
  if (!build) return version;
  return `${version}+${build.commit.slice(0, 7)}${build.isChanged ? '.changed' : ''}`;
}
