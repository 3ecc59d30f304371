// Which documents are looked at while they are written.

import type { TextDocument } from 'vscode';

/** Whether a document is one that somebody writes here: the older text beside it in a comparison is not, nor is what is only shown. */
export function isWritten({ uri }: Pick<TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' || uri.scheme === 'untitled';
}
