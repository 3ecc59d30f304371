import assert from 'node:assert/strict';
import { testedProgram } from '../../../../src/core/checks/testedProgram';

describe('The program that tests are run on', () => {
  const said = '```python\nimport math\n```\nand then\n```python\ndef größe(a): return a\n```';

  it('goes on to the fence that defines what is called, in letters of any script', () => {
    assert.match(testedProgram(said, ['assert größe(2) == 2'], ''), /import math\s+def größe/);
    assert.match(testedProgram(said, [], 'größe'), /import math\s+def größe/);
    assert.doesNotMatch(testedProgram(said, ['assert größ(2) == 2'], ''), /def/);
  });

  it('is found beside an entry point that is no name', () => {
    for (const entry of ['', 'a(b', 'größe(', '[', '.*'])
      assert.equal(testedProgram(said, [], entry).trim(), 'import math');
  });
});
