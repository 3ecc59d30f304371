import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './cliFixture';

it('a current folder that was removed is told in a sentence', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'isb-gone-'));
  const script = 'rmdir "$PWD" && exec "$1" "$2" list';
  const args = ['-c', script, 'sh', process.execPath, join(root, 'dist/node/cli.mjs')];
  const { status, stderr } = spawnSync('sh', args, { cwd, encoding: 'utf8' });
  assert.equal(stderr, 'The current folder is no longer there. Change to one that is, then try again.\n');
  assert.equal(status, 2);
});
