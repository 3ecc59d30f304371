// docs/run-folder.md has a row for every kind of event, and none for one that there is not; and it names every field of `run.json` and of a test's line.

import assert from 'node:assert/strict';
import { eventSchemas } from '../../../src/core/runFolder/eventSchema';
import { manifestFile } from '../../../src/core/runFolder/manifestSchema';
import { packedTest } from '../../../src/core/runFolder/testLine';
import { readSource } from '../sources';

describe('docs/run-folder.md', () => {
  it('has a row for every kind of event', () => {
    const [, events = ''] = /^## Events\n(.*?)^## /ms.exec(readSource('docs/run-folder.md')) ?? [];
    const rows = Array.from(events.matchAll(/^\| (`.*?`) \|/gm), ([, names = '']) => names);
    const named = rows.flatMap((names) => Array.from(names.matchAll(/`(\w+)`/g), ([, name]) => name));
    assert.deepEqual(named.sort(), Object.keys(eventSchemas).sort());
  });

  for (const [of, { shape }] of [
    ['`run.json`', manifestFile],
    ['a line', packedTest],
  ] as const)
    it(`names every field of ${of}`, () => {
      const [, rest = ''] = readSource('docs/run-folder.md').split(`| field of ${of} | means |`);
      const [rows = ''] = rest.split('\n\n');
      const fields = rows.split('\n').map((row) => row.split(' | ')[0]!);
      const named = Array.from(fields.join(' ').matchAll(/`(\w+)/g), ([, name]) => name);
      assert.deepEqual(
        Object.keys(shape).filter((field) => !named.includes(field)),
        [],
      );
    });
});
