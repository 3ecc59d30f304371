// YAML that can't be read: the place and the plain words for it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinePositions } from '../../../../src/core/benchmark/linePositions';
import { formatPath } from '../../../../src/core/benchmark/problemPath';
import { benchmarkText, load, problemLines } from './benchmarkProblems';

const expectationLine = (written: string): string =>
  benchmarkText({ prompts: `prompts:\n  - dynamic_variables: { a: 1 }\n    expectation: ${written}` });

describe('YAML that cannot be read', () => {
  for (const [what, text, place, said] of [
    [
      'an unquoted colon',
      benchmarkText({ base_prompt: 'base_prompt: Task: add {{a}}' }),
      'error 3:18 - ": add {{a}}"',
      /unquoted text can't contain a colon followed by a space.*in quotes, or write it as a block: `key: \|`/,
    ],
    [
      'an unquoted colon in a list',
      expectationLine('x').replace('llama3.2]', 'llama3.2]\nmore:\n  - a: b: c'),
      'error 7:9 - ": c"',
      /unquoted text can't contain a colon/,
    ],
    [
      'text after an unquoted placeholder',
      benchmarkText({ base_prompt: 'base_prompt: {{a}} and more' }),
      'error 3:20 - "and more"',
      /Text that begins with `\{`, such as `\{\{name\}\}`, is read as a map/,
    ],
    ['text after a list', expectationLine('[1] or [2]'), 'error 8:22 - "or [2]"', /Text that begins with `\[`/],
    ['a quote inside quotes', expectationLine(`'it's'`), `error 8:22 - "s'"`, /text after the closing quote/],
    [
      'a quote that never closes',
      benchmarkText({ base_prompt: 'base_prompt: "add {{a}}' }),
      'error 4:1 - "evaluator: raw_string_evaluator"',
      /quote that was opened before this place is never closed/,
    ],
    [
      'a quote open to the end',
      'benchmark_name: "x',
      'error 1:19 - ""',
      /quote that was opened before this place is never closed/,
    ],
    [
      'a bracket open to the end',
      'models: [a, b',
      'error 1:14 - ""',
      /`\[` or `\{` that was opened before this place is never closed/,
    ],
    [
      'a closing bracket in the first column',
      benchmarkText({ models: 'models: [\n  a\n]' }),
      'error 7:1 - "]"',
      /`\]` can't stand in the first column, .*put at least one space before it/,
    ],
    [
      'a tab for indentation',
      benchmarkText().replace('  - dyn', '\t- dyn'),
      'error 7:1 - "\\t- dynamic_variables: { a: 1 }"',
      /tab is used to indent this line\. YAML allows only spaces/,
    ],
    ['a backtick first', expectationLine('`x`'), 'error 8:18 - "`x`"', /can't begin with ``` without quotes/],
    ['an at sign first', expectationLine('@x'), 'error 8:18 - "@x"', /can't begin with `@` without quotes/],
    ['a percent sign first', expectationLine('%d'), 'error 8:18 - "%d"', /can't begin with `%` without quotes/],
    ['a lone ampersand', expectationLine('& x'), 'error 8:19 - " x"', /can't begin with `&` or `\*` without quotes/],
    [
      'a list on the line of its key',
      benchmarkText({ models: 'models: - a' }),
      'error 5:9 - "- a"',
      /list can't begin on the line of its key/,
    ],
    [
      'an unknown escape',
      expectationLine('"C:\\dir"'),
      'error 8:22 - "dir\\""',
      /backslash inside double quotes begins an escape/,
    ],
    ['a NUL', expectationLine('a\u0000b'), 'error 8:19 - "\\u0000b"', /control character/],
    ['an escape character in quotes', expectationLine('"a\u001bb"'), 'error 8:20 - "\\u001bb\\""', /control character/],
    [
      'a blank that is none',
      expectationLine('x').replace('expectation: ', 'expectation:\u00a0'),
      'error 8:19 - ""',
      /blank of this line is U\+00A0 \(no-break space\)/,
    ],
    [
      'a wide colon',
      expectationLine('x').replace('expectation: ', 'expectation：'),
      'error 8:18 - ""',
      /colon of this line is U\+FF1A/,
    ],
    ['a control character', expectationLine('a\u0001b'), 'error 8:19 - "\\u0001b"', /control character/],
    [
      'no space after a colon',
      'benchmark_name:x\npurpose: y',
      'error 2:8 - ": y"',
      /space is missing after the colon: `benchmark_name: \.\.\.` was expected/,
    ],
    [
      'an item indented less than its list',
      benchmarkText({ models: 'models:\n    - a\n  - b' }),
      'error 7:3 - "- b"',
      /indentation doesn't fit/,
    ],
    [
      'a list below a map',
      `${benchmarkText()}- x\n`,
      'error 9:1 - "- x"',
      /indentation doesn't fit|doesn't fit what is above it/,
    ],
    ['a value that its tag does not fit', expectationLine('!!int five'), 'error 8:18 - "!!int five"', /not valid YAML/],
  ] as const) {
    it(`explains ${what}`, () => {
      assert.deepEqual(problemLines(text), [place]);
      assert.match(load(text).problems[0]!.message, said);
    });
  }

  it('is not read for ever, however many signs a comment in brackets has', () => {
    const rule = '#'.repeat(200);
    const { problems } = load(`models: [\n  llama3.2, # ${rule}\n  !!str x, # ${rule}\n  !!str ]\n`);
    assert.notEqual(problems.length, 0);
  });

  it('never throws, whatever the text', () => {
    const bits = fc.constantFrom(
      'benchmark_name',
      'prompts',
      'models',
      ': ',
      ':',
      '\n',
      '  ',
      '- ',
      '[',
      ']',
      '{',
      '}',
      '{{a}}',
      '"',
      "'",
      '|',
      '>',
      '&a ',
      '*a',
      '!!str ',
      '!x ',
      '#',
      '---\n',
      '\t',
      '\r\n',
      'x',
      '1',
      'null',
      '?',
      ',',
      '\uFEFF',
      '\u0000',
      'é',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 40 }).map((parts) => parts.join('')),
        (text) => {
          for (const problem of load(text).problems) {
            assert.ok(problem.line >= 1 && problem.column >= 1);
            assert.ok(
              problem.endLine > problem.line ||
                (problem.endLine === problem.line && problem.endColumn >= problem.column),
            );
            assert.ok(problem.message.length > 10);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the place of a problem', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const filler = fc.array(fc.constantFrom('# note', '# key: value', '', '   # indented'), { maxLength: 4 });

  it('is the token that is wrong, wherever it stands', () => {
    const prompts = fc.array(
      fc.record({
        isWrong: fc.boolean(),
        before: filler,
        isFlow: fc.boolean(),
        quote: fc.constantFrom('', '"', "'"),
        text: word,
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(prompts, fc.constantFrom('\n', '\r\n'), filler, (rows, lineEnd, head) => {
        const lines = [
          ...head,
          'benchmark_name: n',
          'purpose: p',
          'base_prompt: text',
          'evaluator: execute_python_code_with_num_output',
          'models: [m]',
          'prompts:',
        ];
        const expected: { line: number; column: number; endColumn: number; path: string }[] = [];
        rows.forEach((row, index) => {
          lines.push(...row.before);
          const value = row.isWrong ? `${row.quote}no ${row.text}${row.quote}` : '5';
          const start = row.isFlow ? '  - { expectation: ' : '  - expectation: ';
          lines.push(`${start}${value}${row.isFlow ? ' }' : ' # why'}`);
          if (row.isWrong)
            expected.push({
              line: lines.length,
              column: start.length + 1,
              endColumn: start.length + 1 + value.length,
              path: `prompts[${index}].expectation`,
            });
        });
        const { problems } = load(lines.join(lineEnd));
        assert.deepEqual(
          problems.map(({ line, column, endColumn, path }) => ({ line, column, endColumn, path })),
          expected,
        );
      }),
    );
  });

  it('counts lines as editors do', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', 'é'), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const positions = new LinePositions(text);
        const before = text.split(/\r\n|\r|\n/);
        const last = positions.at(text.length);
        assert.deepEqual(last, { line: before.length, column: before.at(-1)!.length + 1 });
        assert.deepEqual(positions.at(0), { line: 1, column: 1 });
      }),
    );
  });

  it('has a path as in code', () => {
    assert.equal(
      formatPath(['prompts', 3, 'dynamic_variables', 'target-number']),
      'prompts[3].dynamic_variables.target-number',
    );
    assert.equal(formatPath(['prompts', 0, 'dynamic_variables', 'a b']), 'prompts[0].dynamic_variables["a b"]');
    assert.equal(formatPath([]), '');
  });
});
