// What of a text doesn't count when it is compared: the steps that an `ocr` expectation names, and the looser form that names are compared in.

import type { TextNormalization } from '../../shared/run/imageExpectation';

/**
 * Line ends become `\n` and what is around the text goes, always; composed characters (NFC) always. `nfkc`: compatible forms are the same
 * (`ﬁ` and `fi`, full-width and plain). `case`: lower case. `punct`: punctuation (Unicode's P) goes. `space`: any white space is one blank.
 */
export function normalizeText(text: string, steps: readonly TextNormalization[]): string {
  const form = steps.includes('nfkc') ? 'NFKC' : 'NFC';
  let plain = text.replace(/\r\n?/g, '\n').normalize(form);
  if (steps.includes('case')) plain = plain.toLowerCase();
  if (steps.includes('punct')) plain = plain.replace(/\p{P}+/gu, '');
  // What lost its case or its neighbor may compose anew.
  plain = plain.normalize(form);
  if (steps.includes('space')) plain = plain.replace(/\s+/gu, ' ');
  return plain.trim();
}

/** Labels, classes and options are the same when only case, white space or compatible forms differ. */
export function sameName(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}

/** What `sameName` compares. */
export function nameKey(name: string): string {
  return normalizeText(name, ['nfkc', 'case', 'space']);
}
