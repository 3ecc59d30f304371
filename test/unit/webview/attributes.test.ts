// Names that come from benchmarks and run folders are one line without hidden characters in tooltips and for screen readers, too.

import assert from 'node:assert/strict';
import { readSource, sourcesIn } from '../sources';

/** An attribute whose whole value is one name. */
const attribute =
  /\b(?:title|aria-label)=\$\{([^{}]*\b(?:model\.model|one\.model|benchmarkName|purpose|label|truth|message)\b[^{}]*)\}/g;
/** Labels that we wrote ourselves. */
const own = /\boptions\.label\b|^label$|^label \?\? nothing$|this\.plot|notRunReasons\(/;

describe('an attribute with a name in it', () => {
  it('has it without hidden characters', () => {
    const raw = sourcesIn('webview-ui/src').flatMap((file) =>
      [...readSource(file).matchAll(attribute)]
        .map(([, value = '']) => value.trim())
        .filter((value) => !value.includes('oneLine(') && !own.test(value))
        .map((value) => `${file}: ${value}`),
    );
    assert.deepEqual(raw, []);
  });
});
