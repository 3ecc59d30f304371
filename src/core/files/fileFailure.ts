// What a file system says when it refuses to write, in words for people.

import { changedFileCode } from './appendedFile';

interface Refusal {
  /** Completes `The run stopped: ...`. */
  what: string;
  /** What to do about it; completes `..., then resume it`. */
  remedy: string;
}

const refusals: { readonly [code: string]: Refusal } = {
  ENOSPC: { what: 'the disk is full', remedy: 'Make room' },
  EDQUOT: { what: 'your share of the disk is used up', remedy: 'Make room' },
  EFBIG: { what: 'a file would be larger than this system allows (`ulimit -f`)', remedy: 'Allow larger files' },
  EMFILE: { what: 'this program has too many files open (`ulimit -n`)', remedy: 'Allow more open files' },
  ENFILE: { what: 'this system has too many files open', remedy: 'Close other programs' },
  EROFS: { what: 'the disk can only be read', remedy: 'Make it writable' },
  EACCES: { what: 'its permissions forbid it to write there', remedy: 'Change the permissions' },
  EPERM: { what: 'the system forbids it to write there', remedy: 'Change the permissions' },
  ENOENT: { what: 'its folder is gone', remedy: 'Put it back' },
  ENOTDIR: { what: 'a file has taken the place of its folder', remedy: 'Put the folder back' },
  EEXIST: { what: 'a file has the name of its folder', remedy: 'Move that file' },
  EISDIR: { what: 'a folder has its name', remedy: 'Move that folder' },
  EIO: { what: 'the disk reports a fault', remedy: 'Check the disk' },
  ENODEV: { what: 'the disk is gone', remedy: 'Connect it again' },
  ESTALE: { what: 'the network folder is gone', remedy: 'Connect it again' },
  [changedFileCode]: {
    what: 'another program has changed a file that the run writes',
    remedy: 'See that only one program writes the folder',
  },
  EBUSY: { what: 'another program holds the file', remedy: 'Close that program' },
};

/** Why a file could not be written, and what to do; absent for an error that is nothing of a file system. */
export function fileFailure(error: unknown): (Refusal & { /** Absolute, where known. */ path?: string }) | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  // A program that can't be started has codes of the same names.
  if ('syscall' in error && String(error.syscall).startsWith('spawn')) return undefined;
  const refusal = Object.hasOwn(refusals, error.code) ? refusals[error.code] : undefined;
  if (!refusal) return undefined;
  return 'path' in error && typeof error.path === 'string' ? { ...refusal, path: error.path } : refusal;
}
