// The pieces that JUnit XML is written with, in which nothing that a model or a file says can act as markup.

import { cutText } from '../../shared/text/cutText';

/** Characters of an answer and of what was expected: CI services cut or refuse long ones. */
const mostCharacters = 4000;

export interface JunitCounts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

/** A suite that stands behind those of the models. */
export interface JunitSuite {
  text: string;
  counts: JunitCounts;
}

export function element(name: string, given: { [name: string]: string }, text: string): string {
  return `<${name}${attributes(given)}>${escaped(cut(text))}</${name}>`;
}

/** What is null is not known, and left out. */
export function attributes(given: { readonly [name: string]: string | number | null }): string {
  return Object.entries(given)
    .map(([name, value]) =>
      value === null ? '' : ` ${name}="${escaped(typeof value === 'string' ? cut(value) : String(value))}"`,
    )
    .join('');
}

export function cut(text: string): string {
  return cutText(text, mostCharacters);
}

/** What XML 1.0 can't say in any form, such as control characters and half of a pair, becomes U+FFFD. Line ends stay in attributes, too. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Null for what was not measured: a 0 would count as fast. */
export function seconds(ms: number | null): string | null {
  return ms === null ? null : (ms / 1000).toFixed(3);
}
