// Hands a file to the program that the system opens web pages with. No shell is involved, so any name is safe.

import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Environment } from '../../core/providers/provider';

/** A launcher that still runs after so long has found its browser; some stay until the browser is closed, ms. */
const launchLimitMs = 3000;

/** The program and its arguments that open a file on this system. */
export function browserCommand(platform: NodeJS.Platform, path: string): [program: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', path];
  // `start` would need cmd.exe and its quoting.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', pathToFileURL(path).href];
  return ['xdg-open', path];
}

/** Resolves when the browser has been asked for; rejects with words for people when there is no way to. */
export function openInBrowser(path: string, platform: NodeJS.Platform, environment: Environment): Promise<void> {
  const [program, ...args] = browserCommand(platform, path);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', windowsHide: true, env: { ...environment } });
    const limit = setTimeout(done, launchLimitMs);
    function done(): void {
      clearTimeout(limit);
      child.unref();
      resolve();
    }
    child.once('error', (cause) => {
      clearTimeout(limit);
      reject(
        new Error(`${program}, which opens web pages on this system, can't be started: ${cause.message}`, { cause }),
      );
    });
    child.once('exit', (code) => {
      if (code === 0) return done();
      clearTimeout(limit);
      reject(new Error(`${program} could not open the page (exit code ${code}).`));
    });
  });
}
