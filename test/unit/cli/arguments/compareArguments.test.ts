import assert from 'node:assert/strict';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { UsageError } from '../../../../src/cli/arguments/usageError';

describe('the words of compare and trend', () => {
  const parse = (words: string): unknown => parseArguments(words.split(' '));

  it('are two runs or more, with what makes a regression', () => {
    const command = {
      kind: 'compare',
      references: ['a', 'b'],
      models: [],
      failOn: undefined,
      runs: undefined,
      isJson: false,
    };
    assert.deepEqual(parse('compare a b'), command);
    assert.deepEqual(
      parse('compare --fail-on-regression a b'),
      { ...command, failOn: 'significant' },
      'the flag does not take the next word',
    );
    assert.deepEqual(parse('compare a b c --fail-on-regression=any --model gpt,llama --runs r --json'), {
      ...command,
      references: ['a', 'b', 'c'],
      failOn: 'any',
      models: ['gpt', 'llama'],
      runs: 'r',
      isJson: true,
    });
    assert.deepEqual(parse('compare a#gpt b#mini'), { ...command, references: ['a#gpt', 'b#mini'] });
    assert.deepEqual(parseArguments(['trend', 'Simple math', '--model', 'gpt']), {
      kind: 'trend',
      benchmark: 'Simple math',
      models: ['gpt'],
      runs: undefined,
      isJson: false,
    });
  });

  const refusals: [words: string, message: RegExp][] = [
    ['compare', /two runs or more, but got none/],
    ['compare a', /two runs or more, but got a/],
    ['compare a b --fail-on-regression=some', /--fail-on-regression must be significant, any, not "some"/],
    ['compare a#x b --model y', /two ways to say the same/],
    ['trend', /trend needs a benchmark/],
    ['trend Simple math', /takes one benchmark, but got 2: Simple, math/],
  ];
  for (const [words, message] of refusals)
    it(`refuse \`${words}\``, () =>
      assert.throws(
        () => parse(words),
        (error) => error instanceof UsageError && message.test(error.message),
      ));
});
