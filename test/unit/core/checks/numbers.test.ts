// Numbers taken out of what models say, against hand-made answers.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { problemsOf, verdictBy } from './judged';
import { tableOf } from './tableOf';

describe('number', () => {
  tableOf('+', [
    ['{ number: 42 }', '42'],
    ['{ number: 42 }', 'The answer is 42, since 6 × 7 = 42 and not 54.'],
    ['{ number: 1234.5 }', 'about 1,234.5 in all'],
    ['{ number: 1234.5 }', '1.234,5'],
    ['{ number: 1234.5 }', '1 234,5 km'],
    ['{ number: 1234567 }', '1.234.567'],
    ['{ number: 1234567 }', "1'234'567"],
    ['{ number: 1234567 }', '1\u202f234\u202f567'],
    ['{ number: 1234 }', '1,234'],
    ['{ number: 1.234 }', '1.234'],
    ['{ number: 1.234, decimal: comma }', '1,234'],
    ['{ number: 1234, decimal: comma }', '1.234'],
    ['{ number: 0.5 }', '0,5'],
    ['{ number: -5 }', 'It is −5 °C.'],
    ['{ number: -5 }', '-$5'],
    ['{ number: 50 }', '50%'],
    ['{ number: 0.5 }', '50 %'],
    ['{ number: 3000000 }', '3 million people'],
    ['{ number: 3, unit: million }', '3 million'],
    ['{ number: 1500 }', '1.5e3'],
    ['{ number: 1500 }', '1.5 × 10^3 m'],
    ['{ number: 150000 }', '$1.5 \\times 10^{5}$'],
    ['{ number: 0.0015 }', '1.5×10⁻³'],
    ['{ number: 1000000 }', '10^6'],
    ['{ number: 1000000 }', '10**6'],
    ['{ number: 0.75 }', '3/4'],
    ['{ number: 0.75 }', '\\boxed{\\frac{3}{4}}'],
    ['{ number: 1.5 }', '1 1/2 cups'],
    ['{ number: 2.5 }', '2½'],
    ['{ number: 1/3 }', '0.3333333333333'],
    ['{ number: 0.333, abs: 0.001 }', '1/3'],
    ['{ number: 3.14159, rel: 0.01 }', '3.14'],
    ['{ number: 100, rel: 0.05 }', '105'],
    ['{ number: 0.3, abs: 0.1 }', '0.4'],
    ['{ number: 12345678901234567890 }', '12,345,678,901,234,567,890'],
    ['{ number: 7 }', 'There are seven.'],
    ['{ number: 8 }', 'First 3, then 5.\nFinal answer: 8\nI hope that 100 helps.'],
    ['{ number: 18 }', 'She has 9 * 2 = 18.\n#### 18'],
    ['{ number: 12 }', '12 km\n\nBecause 3 times 4 is 12, and 5 more would be 17'],
    ['{ number: 12 }', 'So 5 + 7 gives:\n\n**12**'],
    ['{ number: 5, unit: km }', '5 km, which is about 3.1 miles'],
    ['{ number: 5, unit: € }', '5 € (not $6)'],
    ['{ number: 20 }', '<think>10? 15?</think>20'],
    ['{ number: 20 }', '```\n20\n```'],
    ['{ number: 7 }', '共有7只猫'],
    ['{ number: 7 }', '７'],
    ['{ number: 5.0, at: $.n }', '{"n": 5}'],
    ['{ number: 5, at: $.n }', '{"n": "5 km"}'],
    ['{ number: 0 }', '-0'],
    ['{ number: 42 }', 'The answer is not 41 but 42.'],
    ['{ number: 42 }', 'The answer is:\n```\n42\n```'],
    ['{ number: 42 }', 'Not 41, the answer is not that. <answer>42</answer>'],
    ['{ number: 42 }', `${'x '.repeat(500_000)} 42`],
  ]);
  tableOf('-', [
    ['{ number: 42 }', '43'],
    ['{ number: 41 }', 'The answer is not 41 but 42.'],
    ['{ number: 5 }', '- 4 apples\n- 5 pears\n- 9 in all'],
    ['{ number: 42 }', '4 2 0'],
    ['{ number: 42 }', 'H42O'],
    ['{ number: 4 }', 'GPT-4 is a model'],
    ['{ number: 7 }', 'img_7.png'],
    ['{ number: 42 }', 'none'],
    ['{ number: 42 }', 'NaN'],
    ['{ number: 42 }', 'null'],
    ['{ number: 42 }', 'Infinity'],
    ['{ number: 42 }', '42 or 43'],
    ['{ number: 5 }', '-5'],
    ['{ number: -5 }', '5'],
    ['{ number: 0.5 }', '0.51'],
    ['{ number: 1234 }', '1.234'],
    ['{ number: 1.234 }', '1,234'],
    ['{ number: 5 }', 'version 1.2.5'],
    ['{ number: 1 }', 'the 1st'],
    ['{ number: 12345678901234567890 }', '12345678901234567891'],
    ['{ number: 9007199254740993 }', '9007199254740992'],
    ['{ number: 0.333 }', '1/3'],
    ['{ number: 100, rel: 0.05 }', '105.1'],
    ['{ number: 100, abs: 0 }', '100.001'],
    ['{ number: 5, unit: km }', '5 miles, that is 8 km'],
    ['{ number: 5, at: $.n }', '{"n": null}'],
    ['{ number: 5, at: $.n }', '{"n": [5]}'],
    ['{ number: 20 }', '<think>20</think>10'],
    ['{ number: 1 }', 'No one knows what it would be in any of all these cases.'],
    ['{ number: 0.5 }', '1/0'],
    ['{ number: 42 }', `42 ${'9'.repeat(100_000)}`],
    ['{ number: 42 }', 'x'.repeat(1_000_000)],
  ]);

  for (const [check, problem] of [
    ['{ number: many }', 'must be a number, such as 42 or "1234.5", but it is "many".'],
    ['{ number: .inf }', ''],
    ['{ number: [1] }', 'must be a number, such as 42 or "1234.5", but it is a list of 1 value.'],
    ['{ number: 5, abs: -1 }', 'abs must be a number from 0, but it is the number -1.'],
    ['{ number: 5, decimal: dot }', 'decimal must be `point` or `comma`, but it is the text "dot".'],
  ] as const)
    it(`refuses ${check}`, () =>
      assert.match(
        problemsOf(`{ expect: [${check}] }`).join('\n'),
        new RegExp(`error.*${problem.replace(/[.[\]]/g, '\\$&')}`),
      ));

  it('reads what it writes: any number in any of its forms, among words', async () => {
    const forms: readonly ((value: number) => string)[] = [
      String,
      (value) => value.toLocaleString('en-US', { maximumFractionDigits: 20 }),
      (value) => value.toLocaleString('fr-FR', { maximumFractionDigits: 20 }),
      (value) => value.toExponential(),
      (value) => `The answer is **${value}**.`,
      (value) => `Step 1: think.\nFinal answer: ${value}`,
      (value) => String(value).replace('-', '−'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -1e9, max: 1e9 }).map((whole) => whole / 100),
        fc.constantFrom(...forms),
        async (value, form) => {
          // One comma with three digits behind it is read as one that groups.
          fc.pre(!/^-?[1-9]\d{0,2},\d{3}$/.test(form(value)) || Number.isInteger(value));
          assert.equal(await verdictBy(`{ number: ${value} }`, form(value)), 'correct', form(value));
        },
      ),
      { numRuns: 300 },
    );
  });
});
