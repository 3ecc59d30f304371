// Words of a file, a server or a run folder in what VS Code shows outside of pages and trees. No vscode here.

import { oneLine } from '../../shared/text/hiddenCharacters';

/**
 * The text as a notification, a quick pick or the status bar shows it word by word. VS Code makes buttons of `[text](command:...)` and pictures of
 * `$(icon)`; with a blank in them it does not.
 */
export function noticeText(text: string): string {
  return oneLine(text).replace(/\](?=\()|\$(?=\()/g, '$& ');
}

/** The same of several lines. */
export function noticeLines(text: string): string {
  return text.split('\n').map(noticeText).join('\n');
}
