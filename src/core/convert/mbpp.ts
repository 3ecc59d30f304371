// MBPP's JSON lines: a task in words, and asserts that its code must hold.

import type { CarriedCase } from './carried';
import { ConversionError } from './conversionError';
import type { ForeignFormat } from './format';
import { firstLine, readLines } from './jsonLines';
import { textOf, type SourceNode } from './sourceNode';
import { modelsMissing, nameOf, wordsMissing } from './standIns';

export const mbpp: ForeignFormat = {
  label: "MBPP's JSON lines",
  recognizes(_, text) {
    const first = firstLine(text);
    return first !== undefined && Array.isArray(first['test_list']) && ('text' in first || 'prompt' in first);
  },
  convert({ text, fileName, leftOvers }) {
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
    if (cases.length === 0) throw new ConversionError(`${fileName} has no problem that can be carried over.`);
    const start = { file: fileName, line: 1, column: 1 };
    wordsMissing(leftOvers, start);
    return {
      name: nameOf(fileName),
      purpose: 'Which models write Python that passes its tests?',
      basePrompts: {
        prompt:
          'Write Python for this task. Answer with the code, its imports included, and nothing else.\n\n{{task}}\n\nThe code must pass these tests:\n\n```python\n{{tests}}\n```',
      },
      parameters: { temperature: 0 },
      models: modelsMissing(leftOvers, start),
      prompts: { cases, areData: true },
    };
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
