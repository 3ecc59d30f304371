import assert from 'node:assert/strict';
import { parseModel } from '../../../../src/shared/run/model';
import { writtenAt } from '../../../../src/core/benchmark/writtenAt';

const text = [
  'models:',
  '  - llama3.2',
  '  - "openai~gpt-x:high"',
  '  - { model: anthropic~claude, label: a }',
  '  - model: anthropic~other',
  '    label: b',
  'prompts:',
  '  - expectation: 1',
  '    tags: x',
  '  - file: rows.csv',
  '',
].join('\n');

describe('where a benchmark has its prompts and models', () => {
  for (const [what, written] of [
    ['', text],
    [' with a byte order mark', `\uFEFF${text}`],
    [' with Windows line ends', text.replaceAll('\n', '\r\n')],
  ] as const)
    it(`is told by line${what}`, () => {
      const at = writtenAt(written);
      assert.equal(at.prompt(0), 8);
      assert.equal(at.prompt(1), 10);
      assert.equal(at.prompt(2), null);
      assert.deepEqual(
        ['ollama~llama3.2', 'openai~gpt-x', 'anthropic~claude', 'anthropic~other', 'openai~none'].map((model) =>
          at.model(parseModel(model)),
        ),
        [2, 3, 4, 5, null],
      );
    });

  it('is nowhere in what can not be read, or has none', () => {
    for (const odd of ['', ': : [', 'prompts: 3', 'models: {a: 1}', '- 1', '\u0000'])
      assert.equal(writtenAt(odd).prompt(0), null, odd);
  });
});
