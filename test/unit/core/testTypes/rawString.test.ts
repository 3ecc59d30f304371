import assert from 'node:assert/strict';
import type { TestTypeName, Expectation } from '../../../../src/shared/run/benchmark';
import { evaluate } from './evaluate';

const fence = '```';

async function verdict(name: TestTypeName, response: string, expectation: Expectation): Promise<string> {
  const { record, error } = await evaluate(name, response, expectation);
  assert.equal(error === undefined, record.verdict !== 'error');
  return `${record.verdict}${record.reason ? ` | ${record.reason}` : ''}`;
}

describe('raw_string_evaluator', () => {
  const command = 'python main.py list-files /home/user --all';
  for (const [what, response, expectation, expected] of [
    ['the same text', command, command, 'correct'],
    ['blanks around it', `\n  ${command} \n`, command, 'correct'],
    ['a fence', `${fence}bash\n${command}\n${fence}`, command, 'correct'],
    [
      'a fence and words',
      `Here is the command:\n\n${fence}\n${command}\n${fence}\nIt lists all files.`,
      command,
      'correct',
    ],
    ['a fence on one line', `${fence}${command}${fence}`, command, 'correct'],
    ['thinking before it', `<think>\nlist-files, so\n</think>\n\n${command}`, command, 'correct'],
    ['other line ends', 'a\r\nb', 'a\nb', 'correct'],
    ['an expectation with blanks around it', 'x', ' x\n', 'correct'],
    ['a number', '5', 5, 'correct'],
    ['a number written otherwise', '5.0', 5, 'incorrect'],
    ['true', 'true', true, 'correct'],
    ['True for a boolean', 'True', true, 'correct'],
    ['TRUE for a boolean', 'TRUE', true, 'incorrect'],
    ['False for true', 'False', true, 'incorrect'],
    ['true for the text True', 'true', 'True', 'incorrect'],
    ['single backticks around it', `\`${command}\``, command, 'incorrect'],
    ['quotes around it', `"${command}"`, command, 'incorrect'],
    ['words without a fence', `The command is ${command}`, command, 'incorrect'],
    ['another case', command.toUpperCase(), command, 'incorrect'],
    [
      'two blanks for one',
      command.replace(' ', '  '),
      command,
      'incorrect | It differs only in a blank too many at character 8.',
    ],
    ['an equals sign', 'x --name=a', 'x --name a', 'incorrect'],
  ] as const) {
    it(`judges ${what}`, async () =>
      assert.equal(await verdict('raw_string_evaluator', response, expectation), expected));
  }

  it('records the answer that was judged', async () => {
    const { record } = await evaluate('raw_string_evaluator', `Sure:\n${fence}\nls\n${fence}`, 'ls -a');
    assert.deepEqual(record, {
      testType: 'raw_string_evaluator',
      answer: 'ls',
      expected: 'ls -a',
      got: 'ls',
      verdict: 'incorrect',
    });
  });
});
