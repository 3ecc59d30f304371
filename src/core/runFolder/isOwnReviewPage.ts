// Whether the page of a run folder is one that this program writes: then all that runs in it is our own script, and all else is data. A folder may
// come from anybody, and its page would run as a page from disk.

import type { FileHandle } from 'node:fs/promises';
import { isFileInside } from '../files/insideFolder';
import { openPlainFile } from '../files/plainFile';
import { pageEnd, pageStart, readPageScript, scriptElement } from './reviewPageParts';
import { areOwnPieces, namesTagPattern } from './reviewPieces';
import { runFiles } from './runFolderPaths';

/** Far more than the page of a large run, whose words are beside it, bytes. */
const mostPageBytes = 100_000_000;

const head = new RegExp(
  `^<!DOCTYPE html>[^]{1,200}?<meta charset="UTF-8">\\n(${namesTagPattern})?[^]{1,2000}?<title>([^<]{0,10000})</title>`,
);
const dataElements = /^(?:<script type="text\/plain" id="[\w-]+">[A-Za-z0-9+/=]*<\/script>\n)*$/;

/** False also where there is none, or a part of it is missing. Throws when the script of this program has not been built. */
export async function isOwnReviewPage(runDirectory: string, distDirectory: string): Promise<boolean> {
  if (!isFileInside(runDirectory, runFiles.reviewPage)) return false;
  const page = await readPage(await openPlainFile(runDirectory, runFiles.reviewPage));
  const script = await readPageScript(distDirectory);
  const found = head.exec(page);
  if (!found) return false;
  const [, tag = '', title = ''] = found;
  const start = pageStart('', script, tag).replace('<title></title>', `<title>${title}</title>`);
  const code = scriptElement(script);
  const at = page.indexOf(code, start.length);
  if (!page.startsWith(start) || at < 0 || !page.endsWith(pageEnd)) return false;
  const rest = page.slice(start.length, at) + page.slice(at + code.length, -pageEnd.length);
  return dataElements.test(rest) && areOwnPieces(runDirectory, tag);
}

async function readPage(file: FileHandle): Promise<string> {
  try {
    const { size } = await file.stat();
    return size > mostPageBytes ? '' : await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
