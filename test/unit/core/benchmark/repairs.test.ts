// What a problem offers to put it right: the changed line, and that the problem is gone with it.

import assert from 'node:assert/strict';
import type { ProblemFix } from '../../../../src/shared/run/benchmark';
import { benchmarkText, load, messages } from './benchmarkProblems';

const inFile = (line: string): string => benchmarkText({}, `${line}\n`);
const inPrompt = (line: string): string =>
  benchmarkText({ prompts: `prompts:\n  - dynamic_variables: { a: 1 }\n    ${line}` });

/** The text with the edits of a fix made, the last one first. */
function applied(text: string, { edits }: ProblemFix): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  const at = (line: number, column: number): number => starts[line - 1]! + column - 1;
  return [...edits]
    .sort((one, other) => other.line - one.line || other.column - one.column)
    .reduce(
      (changed, { line, column, endLine, endColumn, text: written }) =>
        changed.slice(0, at(line, column)) + written + changed.slice(at(endLine, endColumn)),
      text,
    );
}

/** The lines of a file that its only fix has changed. */
function mended(text: string): { title: string; lines: string[]; left: string } {
  const fixes = load(text).problems.flatMap(({ fix }) => fix ?? []);
  assert.equal(fixes.length, 1, messages(text));
  const changed = applied(text, fixes[0]!);
  const before = new Set(text.split('\n'));
  const lines = changed.split('\n').filter((line) => !before.has(line));
  return { title: fixes[0]!.title, lines: lines.map((line) => line.trim()), left: messages(changed) };
}

describe('the fix of a problem', () => {
  const fixed: [text: string, line: string][] = [
    [inFile('sytem: Be short.'), 'system: Be short.'],
    [inFile('system_prompt: Be short.'), 'system: Be short.'],
    [inFile('max_cost: 1'), 'budget_usd: 1'],
    [inFile('temprature: 0'), 'parameters: { temperature: 0 }'],
    [inFile('stop_sequences: ["\\n"]'), 'parameters: { stop: ["\\n"] }'],
    [inFile('parameters: { temprature: 0 }'), 'parameters: { temperature: 0 }'],
    [inFile('top_p: 1 # all\nparameters: { seed: 1 }'), 'parameters: { top_p: 1, seed: 1 }'],
    [inFile('parameters: { temperature: "0" }'), 'parameters: { temperature: 0 }'],
    [benchmarkText({ evaluator: 'test_type: exact' }), 'test_type: raw_string_evaluator'],
    [benchmarkText({ evaluator: 'evaluator: raw_string' }), 'evaluator: raw_string_evaluator'],
    [benchmarkText({ evaluator: 'test_type: raw_string_evalutor' }), 'test_type: raw_string_evaluator'],
    [inPrompt('expected: x'), 'expectation: x'],
    [inPrompt('expectation: x\n    skipp: true'), 'skip: true'],
    [inPrompt('assert: [{ equals: x }]'), 'expect: [{ equals: x }]'],
    [inPrompt('expect: [{ equal: x }]'), 'expect: [{ equals: x }]'],
    [inPrompt('expect: [{ number: 5, absolute: 1 }]'), 'expect: [{ number: 5, abs: 1 }]'],
    [benchmarkText({ models: 'models: [gpt-4o]' }), 'models: [openai~gpt-4o]'],
    [benchmarkText({ models: 'models: [openai:chat:gpt-4o]' }), 'models: [openai~gpt-4o]'],
    [benchmarkText({ models: 'models: [claude-opus-4-1:high]' }), 'models: [anthropic~claude-opus-4-1:high]'],
    [benchmarkText({ models: 'models: [gemini-2.5-pro]' }), 'models: [gemini~gemini-2.5-pro]'],
    [benchmarkText({ models: 'models: ["o3-mini"]' }), 'models: [openai~o3-mini]'],
    [benchmarkText({ models: 'models: [{ model: grok-4, label: x }]' }), 'models: [{ model: xai~grok-4, label: x }]'],
    [benchmarkText({ models: 'models: [opanai~gpt-4o]' }), 'models: [openai~gpt-4o]'],
    [benchmarkText({ models: 'models: [google~gemini-2.5-pro]' }), 'models: [gemini~gemini-2.5-pro]'],
    [benchmarkText({ models: 'models: [simulated~swft]' }), 'models: [simulated~swift]'],
    [
      benchmarkText({ models: 'models: [{ model: llama3.2, temperature: 0 }]' }),
      'models: [{ model: llama3.2, parameters: { temperature: 0 } }]',
    ],
    [
      inFile('prices: { llama3.2: { input_per_milion: 1, output_per_million: 2 } }'),
      'prices: { llama3.2: { input_per_million: 1, output_per_million: 2 } }',
    ],
    [inFile('defaults: { tag: geo }'), 'defaults: { tags: geo }'],
  ];
  for (const [text, line] of fixed)
    it(`${text.split('\n').at(-2)} -> ${line}`, () => {
      const { lines, left, title } = mended(text);
      assert.ok(lines.length === 0 || lines.includes(line), lines.join('\n'));
      assert.equal(left.replace(/^prices names .*$/m, ''), '');
      assert.match(title, /^(Rename to|Write|Move to) `.+`/);
    });

  it('is made at once in all prompts that have the same word', () => {
    const text = benchmarkText({
      prompts:
        'prompts:\n  - { dynamic_variables: { a: 1 }, expected: x }\n  - { dynamic_variables: { a: 2 }, expected: y }',
    });
    const [problem] = load(text).problems.filter(({ fix }) => fix);
    assert.equal(problem!.fix!.title, 'Rename to `expectation` (in 2 places)');
    assert.equal(messages(applied(text, problem!.fix!)), '');
  });

  it('moves a setting below the others, line by line', () => {
    const text = inFile('top_p: 1\nparameters:\n  seed: 1');
    const [fix] = load(text).problems.flatMap((problem) => problem.fix ?? []);
    assert.match(applied(text, fix!), /\nparameters:\n {2}top_p: 1\n {2}seed: 1\n$/);
  });

  it('moves a value of the base prompt into the values of its prompt, in all prompts at once', () => {
    const text = benchmarkText({
      prompts: `prompts:\n  - a: "2+2?"\n    expectation: x\n  - a: one, two {or} more\n    expectation: y\n`,
    });
    const [problem] = load(text).problems.filter(({ fix }) => fix);
    assert.equal(problem!.fix!.title, 'Move to `dynamic_variables` (in 2 places)');
    const changed = applied(text, problem!.fix!);
    assert.equal(messages(changed), '');
    assert.match(changed, /- dynamic_variables: \{ a: "2\+2\?" \}/);
    assert.match(changed, /- dynamic_variables: \{ a: "one, two \{or\} more" \}/);
  });

  it('gives what another tool calls the prompt the name of the only placeholder', () => {
    const text = benchmarkText({ prompts: 'prompts: [{ question: "2+2?", expectation: x }]' });
    const [problem] = load(text).problems.filter(({ fix }) => fix);
    assert.match(
      applied(text, problem!.fix!),
      /prompts: \[\{ dynamic_variables: \{ a: "2\+2\?" \}, expectation: x \}\]/,
    );
  });

  it('moves a value into the values of its prompt, not into those of all prompts', () => {
    const prompts = 'prompts:\n  - a: one\n    expectation: x\n  - a: two\n    expectation: y';
    const text = benchmarkText({ prompts }, 'defaults: { dynamic_variables: { b: 0 } }\n');
    const fix = load(text).problems.flatMap((problem) => problem.fix ?? [])[0]!;
    assert.match(
      applied(text, fix),
      /- dynamic_variables: \{ a: one \}\n.*\n {2}- dynamic_variables: \{ a: two \}\n.*\ndefaults: \{ dynamic_variables: \{ b: 0 \} \}\n$/,
    );
  });

  it('puts the name of a placeholder in quotes where its signs mean something in a map', () => {
    const text = benchmarkText({
      base_prompt: 'base_prompt: "add {{a[0]: b}}"',
      prompts: 'prompts: [{ "a[0]: b": 1, expectation: x }]',
    });
    const [problem] = load(text).problems.filter(({ fix }) => fix);
    assert.match(problem!.message, /goes here: `dynamic_variables: \{ "a\[0\]: b": \.\.\. \}`/);
    assert.equal(messages(applied(text, problem!.fix!)), '');
  });

  const without: [what: string, text: string][] = [
    ['a value that its prompt has already', inPrompt('a: 2\n    expectation: x')],
    ['a value by another name that its prompt has already', inPrompt('question: 2\n    expectation: x')],
    ['a setting that is there already', inFile('temp: 1\nparameters: { temperature: 0 }')],
    ['a key without a value', benchmarkText({ prompts: 'prompts:\n  - expectation: x\n    a:' })],
    ['a key behind a question mark', benchmarkText({ prompts: 'prompts:\n  - expectation: x\n    ? a\n    : 1' })],
    ['a list, which is no value', benchmarkText({ prompts: 'prompts: [{ a: [1], expectation: x }]' })],
    [
      'braces that are no placeholder',
      benchmarkText({ base_prompt: 'base_prompt: "{{#if}}"', prompts: 'prompts: [{ question: 2, expectation: x }]' }),
    ],
    ['a setting over several lines', inFile('stop:\n  - a\n  - b')],
    ['a parameter of a prompt, which all prompts would get', inPrompt('expectation: x\n    temperature: 0')],
    ['a word whose right key is there already', inPrompt('expectation: x\n    expected: y')],
    ['a key that is like no other', inFile('colour_scheme: dark')],
    ['a check as test type, which changes more than a word', benchmarkText({ evaluator: 'test_type: contains' })],
    [
      'models of Ollama with a name like a vendor',
      benchmarkText({ models: 'models: [gpt-oss:20b, mistral:7b, deepseek-r1, gemma3]' }),
    ],
  ];
  for (const [what, text] of without)
    it(`is not there for ${what}`, () =>
      assert.deepEqual(
        load(text).problems.flatMap(({ fix }) => fix ?? []),
        [],
      ));

  it('says which model API is unknown', () => {
    const [problem] = load(benchmarkText({ models: 'models: [mine~model]' })).problems;
    assert.equal(problem!.unknownApi, 'mine');
    assert.equal(problem!.fix, undefined);
  });

  it('says of a check in place of a test type where it goes', () => {
    assert.match(
      messages(benchmarkText({ evaluator: 'test_type: contains' })),
      /`contains` is a check: write it in `expect`/,
    );
    assert.match(messages(benchmarkText({ evaluator: 'test_type: llm_judge' })), /`rubric` is a check/);
  });
});
