// The parts of a review page that are the same for every run, for who writes a page and for who looks whether one is ours.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The hash of an empty style element: the component library adds one to find out what its browser can. Our own styles are adopted style sheets. */
const emptyStyleHash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

export const pageEnd = '</body>\n</html>\n';

/** The script as it may stand inside a page: nothing in it ends its element or opens another. */
export async function readPageScript(distDirectory: string): Promise<string> {
  const path = join(distDirectory, 'webview', 'review.js');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error('The review page could not be written: its script, webview/review.js, has not been built.', {
      cause,
    });
  });
  // In JavaScript these only occur inside texts and patterns, where the backslash changes nothing.
  return text.replaceAll(/<(?=\/script|!--|script)/gi, '\\x3C');
}

/** What is another on the page of a run and on that of a runs folder: its element, and what is said where no script runs. */
interface PageParts {
  element: string;
  withoutScript: string;
}

const runPageParts: PageParts = {
  element: 'isb-review',
  withoutScript:
    'This page shows a run of Iso Speed Bench with a script of its own. The same is in the files beside it: run.json, report.json and tests/.',
};

export const runsPageParts = {
  element: 'isb-runs-overview',
  withoutScript:
    'This page lists runs of Iso Speed Bench with a script of its own. Each run is a folder beside it, with a page of its own.',
  /** Tells such a page from what others may have put there. */
  mark: '<meta name="generator" content="Iso Speed Bench: runs">\n',
};

/** What a page starts with. `tag` is its mark, or names the pieces beside it. */
export function pageMark(tag: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
${tag}`;
}

/** All before the data. */
export function pageStart(title: string, script: string, tag: string, parts: PageParts = runPageParts): string {
  const hash = createHash('sha256').update(script).digest('base64');
  // Only our own script runs, and what it loads itself (`strict-dynamic`), which are pieces beside the page; no element of a page's text is
  // ever such a script. Pictures are the run folder's own.
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'strict-dynamic'; style-src '${emptyStyleHash}'; img-src 'self' file:; base-uri 'none'; form-action 'none'`;
  return `${pageMark(tag)}<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>${asText(title)}</title>
</head>
<body>
<noscript>${parts.withoutScript}</noscript>
<${parts.element}></${parts.element}>
`;
}

export function dataElement(id: string, text: string): string {
  return `<script type="text/plain" id="${id}">${text}</script>\n`;
}

export function scriptElement(script: string): string {
  return `<script>${script}</script>\n`;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
