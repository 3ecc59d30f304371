// The HTML of a page of ours in a webview. Everything it shows comes by message; nothing but our own script runs in it.

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface WebviewPage {
  /** The name of its script in dist/webview. */
  script: string;
  /** The element that is the page. */
  element: string;
  /** Folders it may load pictures from, beside those of the extension. */
  resourceRoots?: readonly vscode.Uri[];
}

/** Gives a webview its page. A restored one may come with the options of an older version: they are set anew. */
export function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: WebviewPage): void {
  const inExtension = (...parts: string[]): vscode.Uri => vscode.Uri.joinPath(extensionUri, ...parts);
  webview.options = {
    enableScripts: true,
    localResourceRoots: [inExtension('dist', 'webview'), inExtension('media'), ...(page.resourceRoots ?? [])],
  };
  webview.html = pageHtml(webview, webview.asWebviewUri(inExtension('dist', 'webview', page.script)), page.element);
}

function pageHtml(webview: vscode.Webview, script: vscode.Uri, element: string): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <title>Iso Speed Bench</title>
  </head>
  <body>
    <${element}></${element}>
    <script nonce="${nonce}" type="module" src="${script.toString()}"></script>
  </body>
</html>
`;
}
