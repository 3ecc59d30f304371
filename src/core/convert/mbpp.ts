// MBPP's JSON lines: a task in words, and asserts that its code must hold.

import type { CarriedCase } from './carried';
import type { ForeignFormat } from './format';
import { firstLine, readLines } from './jsonLines';
import { pythonProblems } from './pythonProblems';
import { textOf, type SourceNode } from './sourceNode';

const basePrompt =
  'Write Python for this task. Answer with the code, its imports included, and nothing else.\n\n{{task}}\n\nThe code must pass these tests:\n\n```python\n{{tests}}\n```';

export const mbpp: ForeignFormat = {
  label: "MBPP's JSON lines",
  recognizes(_, text) {
    const first = firstLine(text);
    return first !== undefined && Array.isArray(first['test_list']) && ('text' in first || 'prompt' in first);
  },
  convert(source) {
    const { text, fileName, leftOvers } = source;
    const cases = readLines(text, fileName, leftOvers).flatMap((row): CarriedCase[] => {
      const one = caseOf(row);
      if (!one) leftOvers.add(row.place, 'line', 'It lacks `text` (or `prompt`), or has no asserts in `test_list`.');
      const more = row.entries?.get('challenge_test_list');
      if (one && more?.items && more.items.length > 0)
        leftOvers.add(
          more.place,
          'challenge_test_list',
          'Answers are judged by `test_list`. Add these to the checks for harder tests.',
        );
      return one ? [one] : [];
    });
    return pythonProblems(source, basePrompt, { cases, areData: true }, cases.length);
  },
};

function caseOf({ entries }: SourceNode): CarriedCase | undefined {
  const task = textOf(entries?.get('text')) ?? textOf(entries?.get('prompt'));
  const asserts = (entries?.get('test_list')?.items ?? []).map(textOf);
  if (task === undefined || asserts.length === 0 || asserts.includes(undefined)) return undefined;
  const imports = (entries?.get('test_imports')?.items ?? []).map(textOf).join('\n');
  const setup = [imports, textOf(entries?.get('test_setup_code')) ?? ''].filter((one) => one !== '').join('\n');
  const solution = textOf(entries?.get('code'));
  const id = textOf(entries?.get('task_id'));
  return {
    variables: {
      ...(id === undefined ? {} : { task_id: id }),
      task,
      tests: asserts.join('\n'),
      ...(setup === '' ? {} : { setup }),
      ...(solution === undefined ? {} : { solution }),
    },
    expect: [
      {
        python_tests: '{{tests}}',
        ...(setup === '' ? {} : { setup: '{{setup}}' }),
        ...(solution === undefined ? {} : { solution: '{{solution}}' }),
      },
    ],
  };
}
