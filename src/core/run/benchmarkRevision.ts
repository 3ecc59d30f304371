// Which commit a benchmark came from. Asks `git` for names of objects only: nothing of the repository's configuration is executed
// (hooks, filters, file watchers), for a workspace may be a stranger's.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { RunManifest } from '../../shared/runs/runManifest';
import { isThere } from '../files/isThere';

/**
 * The commit checked out where the file is, and whether `text`, which is being run, is anything else than the file in that commit.
 * Null without git, outside a repository, before the first commit, or when git takes longer than `limitMs`. Never throws.
 */
export async function benchmarkRevision(path: string, text: string, limitMs: number): Promise<RunManifest['git']> {
  if (!(await isInRepository(dirname(path)))) return null;
  const ask = (revision: string): Promise<string | null> =>
    gitLine(['rev-parse', '--verify', '--quiet', revision], dirname(path), limitMs);
  const [revision, blob] = await Promise.all([ask('HEAD^{commit}'), ask(`HEAD:./${basename(path)}`)]);
  if (revision === null) return null;
  const algorithm = revision.length === 64 ? 'sha256' : 'sha1';
  // A checkout on Windows may have other line ends than the commit, and the reader takes a byte order mark away.
  const forms = [text, text.replaceAll('\r\n', '\n')].flatMap((form) => [form, `\uFEFF${form}`]);
  return { revision, isDirty: !forms.some((form) => blobName(form, algorithm) === blob) };
}

/** Most benchmarks are in no repository: starting git to hear that would hold up every run. */
async function isInRepository(folder: string): Promise<boolean> {
  if (process.env['GIT_DIR'] !== undefined) return true;
  let at = await realpath(folder).catch(() => null);
  while (at !== null) {
    if (await isThere(join(at, '.git'))) return true;
    at = dirname(at) === at ? null : dirname(at);
  }
  return false;
}

/** The name git gives to a file's content. */
function blobName(text: string, algorithm: 'sha1' | 'sha256'): string {
  const bytes = Buffer.from(text);
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function gitLine(words: string[], cwd: string, limitMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    try {
      execFile('git', words, { cwd, timeout: limitMs, killSignal: 'SIGKILL', windowsHide: true }, (error, stdout) => {
        const line = stdout.trim();
        resolve(error || !/^[0-9a-f]{40,64}$/.test(line) ? null : line);
      });
    } catch {
      // A folder or name that no process can be started with: as good as no git.
      resolve(null);
    }
  });
}
