// HumanEval's JSON lines: a function that is begun, and code that checks it.

import { isMap } from '../../shared/text/isMap';
import type { CarriedCase, CarriedPrompts } from './carried';
import type { ForeignFormat } from './format';
import { hasLineWith, readLines } from './jsonLines';
import { pythonProblems } from './pythonProblems';
import { textOf, type SourceNode } from './sourceNode';

const check = {
  python_tests: '{{test}}',
  entry_point: '{{entry_point}}',
  prompt: '{{prompt}}',
  solution: '{{canonical_solution}}',
};

const needed = ['prompt', 'test', 'entry_point'];

const basePrompt =
  'Complete this Python function. Answer with the whole function, its imports included, and nothing else.\n\n```python\n{{prompt}}\n```';

export const humanEval: ForeignFormat = {
  label: "HumanEval's JSON lines",
  recognizes: (_, text) => hasLineWith(text, 'prompt', 'entry_point', 'test'),
  convert(source) {
    const { text, fileName, leftOvers } = source;
    const rows = readLines(text, fileName, leftOvers);
    const good = rows.filter((row) => needed.every((key) => textOf(row.entries?.get(key)) !== undefined));
    for (const row of rows)
      if (!good.includes(row)) leftOvers.add(row.place, 'line', `It lacks one of ${needed.join(', ')}.`);
    const hasBadLines = leftOvers.all.some(({ what }) => what.startsWith('line'));
    const prompts = promptsOf(fileName, good, hasBadLines);
    return pythonProblems(source, basePrompt, prompts, good.length);
  },
};

/** The file itself, where all its lines are good: it stays what people know. */
function promptsOf(fileName: string, rows: readonly SourceNode[], hasBadLines: boolean): CarriedPrompts {
  const hasSolution = rows.every((row) => typeof row.entries?.get('canonical_solution')?.value === 'string');
  const { solution, ...withoutSolution } = check;
  const expect = [hasSolution ? { ...withoutSolution, solution } : withoutSolution];
  const isReadAsWritten = !hasBadLines && !rows.some(hasEndlessNumber);
  if (isReadAsWritten && /\.(jsonl|ndjson)$/i.test(fileName)) return { item: { file: fileName, expect } };
  const cases = rows.map(({ value }): CarriedCase => ({
    variables: Object.fromEntries(
      Object.entries(isMap(value) ? value : {}).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one]] : [])),
    ),
    expect,
  }));
  return { cases, areData: true };
}

/** JSON has numbers that are too large for one here, and a benchmark has none without end. */
function hasEndlessNumber({ value }: SourceNode): boolean {
  return Object.values(isMap(value) ? value : {}).some((one) => typeof one === 'number' && !Number.isFinite(one));
}
