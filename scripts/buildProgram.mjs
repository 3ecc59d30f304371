// The terminal program in dist/, as its sources are now.

import path from 'node:path';
import { isOutOfDate } from './isOutOfDate.mjs';
import { projectFolder } from './toolCache.mjs';

export const builtProgram = path.join(projectFolder, 'dist', 'node', 'cli.mjs');

/** Builds it when something changed. @param {() => void} [onBuild] called when it has to be built */
export async function buildProgram(onBuild) {
  // A run folder has a page for reviewers, whose script is one of the webview's.
  if (!(await isOutOfDate(['node/cli.mjs', 'webview/review.js']))) return;
  onBuild?.();
  const { buildNode } = await import('../esbuild.mjs');
  const { buildSandbox } = await import('./buildSandbox.mjs');
  const { buildWebview } = await import('./buildWebview.mjs');
  await Promise.all([
    buildNode(),
    buildSandbox(path.join(projectFolder, 'dist', 'sandbox')),
    buildWebview(path.join(projectFolder, 'dist', 'webview')),
  ]);
}
