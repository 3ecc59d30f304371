// What has no place in the list of model APIs itself: that the README names each, and that each has a mark of its own in the pages.

import assert from 'node:assert/strict';
import { modelApis } from '../../../src/core/providers/modelApis';
import { providerMark } from '../../../webview-ui/src/kit/providerMark';
import { readSource } from '../sources';

describe('a model API', () => {
  const ids = modelApis().map(({ id }) => id);
  const lettersOf = (id: string): unknown => providerMark(id, '').values.at(-1);

  it('is named in the README', () => {
    const [, list = ''] = /^\*\*Model APIs\*\*: (.*?)\n\n/ms.exec(readSource('README.md')) ?? [];
    assert.deepEqual(
      ids.filter((id) => !list.includes(`\`${id}\``) && !list.includes(`\`${id}~`)),
      [],
    );
  });

  it('has a mark of its own', () => {
    assert.deepEqual(
      ids.filter((id) => lettersOf(id) === id.slice(0, 2)),
      [],
    );
    const letters = ids.map(lettersOf);
    assert.deepEqual([...new Set(letters)], letters);
  });
});
