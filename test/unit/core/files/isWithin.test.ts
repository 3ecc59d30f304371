// What is a folder or below it, and what only looks so.

import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { isWithin } from '../../../../src/core/files/isWithin';

describe('a path within a folder', () => {
  const folder = resolve('one');

  it('is the folder itself or below it, whatever its name begins with', () => {
    for (const name of ['', 'two', 'two/three', '..two', '...', '..two/three'])
      assert.ok(isWithin(join(folder, name), folder), name);
  });

  it('is neither above nor beside it', () => {
    for (const path of [join(folder, '..'), `${folder}two`, join(folder, '..', 'two'), resolve('/')])
      assert.ok(!isWithin(path, folder), path);
  });
});
