// Puts a text on the clipboard from a page that opens without VS Code. Browsers keep `navigator.clipboard` from pages that came over plain http, as
// those that a CI server shows of its artifacts do; there the page copies a selection as a person would.

import { focusedElement } from '../kit/focusedElement';
import { copyTried } from '../kit/isb-copy-button';

/** Rejects with an Error for people where the browser lets the page do neither. A button that says *Copied* waits for it. */
export async function copyText(text: string): Promise<void> {
  const isTaken = taken(text);
  window.dispatchEvent(new CustomEvent(copyTried, { detail: { isTaken } }));
  if (!(await isTaken))
    throw new Error('The browser does not let this page copy. Select what you need on the page and copy it yourself.');
}

async function taken(text: string): Promise<boolean> {
  return (window.isSecureContext && (await written(text))) || copied(text);
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
