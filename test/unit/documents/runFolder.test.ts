// docs/run-folder.md has a row for every kind of event, and none for one that there is not.

import assert from 'node:assert/strict';
import { eventSchemas } from '../../../src/core/runFolder/eventSchema';
import { readSource } from '../sources';

describe('docs/run-folder.md', () => {
  it('has a row for every kind of event', () => {
    const [, events = ''] = /^## Events\n(.*?)^## /ms.exec(readSource('docs/run-folder.md')) ?? [];
    const rows = Array.from(events.matchAll(/^\| (`.*?`) \|/gm), ([, names = '']) => names);
    const named = rows.flatMap((names) => Array.from(names.matchAll(/`(\w+)`/g), ([, name]) => name));
    assert.deepEqual(named.sort(), Object.keys(eventSchemas).sort());
  });
});
