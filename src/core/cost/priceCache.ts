// Where the terminal program keeps the price list that it fetched: in the user's folder for caches, as each system has it. Pure.

import { posix, win32 } from 'node:path';

/** The file's name, in VS Code's storage too. */
export const priceFileName = 'prices.json';

/** Null where the system names no folder at all. `$XDG_CACHE_HOME` counts only when it is absolute, as its specification says. */
export function cachedPriceFile(
  platform: NodeJS.Platform,
  environment: { readonly [name: string]: string | undefined },
): string | null {
  const set = (name: string): string | undefined => environment[name] || undefined;
  if (platform === 'win32') {
    const local = set('LOCALAPPDATA') ?? (set('USERPROFILE') && win32.join(set('USERPROFILE')!, 'AppData', 'Local'));
    return local ? win32.join(local, 'iso-speed-bench', 'Cache', priceFileName) : null;
  }
  const xdg = set('XDG_CACHE_HOME');
  if (xdg !== undefined && posix.isAbsolute(xdg)) return posix.join(xdg, 'iso-speed-bench', priceFileName);
  const home = set('HOME');
  if (home === undefined) return null;
  return posix.join(home, platform === 'darwin' ? 'Library/Caches' : '.cache', 'iso-speed-bench', priceFileName);
}
