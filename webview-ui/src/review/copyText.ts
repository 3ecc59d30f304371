// Puts a text on the clipboard from a page that opens without VS Code. Browsers keep `navigator.clipboard` from pages that came over plain http, as
// those that a CI server shows of its artifacts do; there the page copies a selection as a person would.

import { focusedElement } from '../kit/focusedElement';
import { copyRefused } from '../kit/isb-copy-button';

/** Rejects with an Error for people where the browser lets the page do neither; a button that says *Copied* is told, too. */
export async function copyText(text: string): Promise<void> {
  if (window.isSecureContext && (await written(text))) return;
  if (copied(text)) return;
  window.dispatchEvent(new Event(copyRefused));
  throw new Error('The browser does not let this page copy. Select what you need on the page and copy it yourself.');
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The person may have said no, or the page has lost the focus: the other way is left.
    return false;
  }
}

function copied(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  const before = focusedElement();
  document.body.append(field);
  field.select();
  // The only way that plain http leaves.
  const isDone = document.execCommand('copy');
  field.remove();
  before?.focus({ preventScroll: true });
  return isDone;
}
