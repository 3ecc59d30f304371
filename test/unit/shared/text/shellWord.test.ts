// Names in commands that people paste, held against a real shell.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { shellWord } from '../../../../src/shared/text/shellWord';

describe('shellWord', () => {
  it('leaves alone what every shell takes for one word', () => {
    for (const word of ['runs/2026-11-28_17-21-14_capitals', 'latest', 'שאלה.yaml', 'C:/runs/x', '--report=a.b'])
      assert.equal(shellWord(word), word);
  });

  it('puts the rest into quotes that Windows understands, too', () => {
    assert.equal(shellWord('my bench/first one.yaml'), '"my bench/first one.yaml"');
    assert.equal(shellWord(String.raw`C:\my runs\one`), String.raw`"C:\my runs\one"`);
    assert.equal(shellWord(''), '""');
  });

  it('comes out of a shell as it was', function () {
    if (process.platform === 'win32') return;
    const words = [
      'a b',
      "it's",
      'cost $HOME `id` "x"',
      '~root',
      '*.yaml',
      'x;y&z|(w)',
      '#1',
      'wow!',
      'back\\slash\\',
      'a\nb',
      '',
    ];
    const out = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], { encoding: 'utf8' });
    assert.deepEqual(out.split('\0').slice(0, -1), words);
  });
});
