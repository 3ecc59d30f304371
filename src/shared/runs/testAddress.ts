// The address of a test on the page of its run, behind the page's own.

import { urlPart } from '../text/urlPart';

/** `#test/openai~gpt-4o/7`. `index` is that of the test in its run, from 1. */
export function testAddress({ model, index }: { model: string; index: number }): string {
  return `#test/${urlPart(model)}/${index}`;
}
