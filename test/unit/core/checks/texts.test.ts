// The checks of texts, against hand-made answers.

import assert from 'node:assert/strict';
import { problemsOf, verdictBy } from './judged';
import { tableOf } from './tableOf';

const fence = '```';
const long = 'x'.repeat(1_000_000);

describe('equals and one_of', () => {
  tableOf('+', [
    ['{ equals: Paris }', 'Paris'],
    ['{ equals: Paris }', '  Paris\n'],
    ['{ equals: Paris }', `${fence}\nParis\n${fence}`],
    ['{ equals: Paris }', '<think>Rome?</think>Paris'],
    ['{ equals: Paris }', '**Paris**'],
    ['{ equals: Paris }', 'The answer is Paris'],
    ['{ equals: Paris }', '<answer>Paris</answer>'],
    ['{ equals: "**Paris**" }', '**Paris**'],
    ['{ equals: PARIS, ignore_case: true }', 'paris'],
    ['{ equals: straße, ignore_case: true }', 'STRASSE'],
    ['{ equals: "a\\r\\nb" }', 'a\nb'],
    ['{ equals: 1.50 }', '1.50'],
    ['{ equals: true }', 'true'],
    ['{ equals: null-ish }', 'null-ish'],
    ['{ equals: "NaN" }', 'NaN'],
    ['{ equals: 東京 }', '東京'],
    ['{ one_of: [a, b, c] }', 'c'],
    ['{ one_of: [A, B], ignore_case: true }', 'b'],
    ['{ one_of: [007, TRUE] }', 'TRUE'],
    ['{ one_of: [x] }', `${fence}text\nx\n${fence}`],
  ]);
  tableOf('-', [
    ['{ equals: Paris }', 'paris'],
    ['{ equals: Paris }', 'Paris.'],
    ['{ equals: Paris }', '"Paris"'],
    ['{ equals: Paris }', 'It is Paris'],
    ['{ equals: Paris }', 'Par\u200bis'],
    ['{ equals: Paris }', 'Раris'],
    ['{ equals: "1.5" }', '1.50'],
    ['{ equals: "a b" }', 'a  b'],
    ['{ equals: é }', 'e\u0301'],
    ['{ equals: "" }', 'x'],
    ['{ equals: "null" }', 'undefined'],
    ['{ equals: "NaN" }', 'nan'],
    ['{ equals: x }', long],
    ['{ one_of: [a, b] }', 'a, b'],
    ['{ one_of: [a, b] }', 'ab'],
    ['{ one_of: ["", a] }', 'b'],
    ['{ one_of: [A], ignore_case: false }', 'a'],
    ['{ equals: "true", at: $.a }', '{"a": null}'],
    ['{ equals: "[1]", at: $.a }', '{"a": "[2]"}'],
    ['{ one_of: [1, 2], at: "$.a" }', '{"a": 3}'],
  ]);

  it('says what nobody can see', async () => {
    assert.equal(
      await verdictBy('{ equals: Paris }', 'Par\u200bis'),
      'incorrect: It differs only in U+200B (zero width space) at character 4.',
    );
  });
});

describe('contains and its kin', () => {
  tableOf('+', [
    ['{ contains: Paris }', 'It is Paris.'],
    ['{ contains: Paris }', `${fence}\nx\n${fence}\nParis`],
    ['{ contains: " is " }', 'It is Paris.'],
    ['{ contains: "a\\nb" }', 'a\r\nb'],
    ['{ contains: "$.*" }', 'x $.* y'],
    ['{ contains: 5 }', 'about 15 of them'],
    ['{ contains: 😀 }', 'so 😀'],
    ['{ contains: "x" }', `${long}`],
    ['{ contains: PARIS, ignore_case: true }', 'in paris'],
    ['{ icontains: "STRASSE" }', 'die Straße'],
    ['{ icontains: ПРИВЕТ }', 'привет!'],
    ['{ contains_any: [Rome, Paris] }', 'Paris'],
    ['{ contains_any: [x] }', 'xx'],
    ['{ contains_any: [ROME], ignore_case: true }', 'rome'],
    ['{ contains_all: [b, a] }', 'a b'],
    ['{ contains_all: [a, a] }', 'a'],
    ['{ contains_all: [A, B], ignore_case: true }', 'ab'],
    ['{ starts_with: Dear }', '  Dear all'],
    ['{ starts_with: "Dear all" }', 'Dear all'],
    ['{ starts_with: dear, ignore_case: true }', '<think>hm</think>DEAR'],
    ['{ contains: "</b>" }', '<b>x</b>'],
  ]);
  tableOf('-', [
    ['{ contains: Paris }', 'It is paris.'],
    ['{ contains: Paris }', '<think>Paris</think>Rome'],
    ['{ contains: Paris }', 'Pa ris'],
    ['{ contains: ab }', 'a\u200bb'],
    ['{ contains: "null" }', 'NULL'],
    ['{ contains: "NaN" }', 'nan'],
    ['{ contains: y }', long],
    ['{ contains: "a  b" }', 'a b'],
    ['{ contains: é }', 'e\u0301'],
    ['{ icontains: paris }', 'Pari'],
    ['{ icontains: "5 km" }', '5km'],
    ['{ contains_any: [a, b] }', 'A B'],
    ['{ contains_any: ["a b"] }', 'a, b'],
    ['{ contains_any: [x, y, z] }', 'none'],
    ['{ contains_all: [a, z] }', 'a'],
    ['{ contains_all: [a, A] }', 'a'],
    ['{ contains_all: ["undefined"] }', 'a'],
    ['{ starts_with: Dear }', 'My Dear'],
    ['{ starts_with: Dear }', '**Dear** all'],
    ['{ starts_with: Dear }', 'dear'],
    ['{ starts_with: "Dear all" }', 'Dear'],
  ]);
});

describe('regex', () => {
  tableOf('+', [
    ['{ regex: "^\\\\d{4}-\\\\d{2}$" }', '2026-01'],
    ['{ regex: "\\\\bcat\\\\b" }', 'the cat sat'],
    ['{ regex: "^a", flags: m }', 'b\na'],
    ['{ regex: "A", flags: i }', 'a'],
    ['{ regex: "a.b", flags: s }', 'a\nb'],
    ['{ regex: "^.$" }', '😀'],
    ['{ regex: "^\\\\p{Lu}" }', 'Émile'],
    ['{ regex: "\\\\-" }', 'a-b'],
    ['{ regex: "(?<y>\\\\d+) \\\\k<y>" }', '5 5'],
    ['{ regex: "^(?!.*sorry)" }', 'Yes.'],
    ['{ regex: "x+$" }', long],
    ['{ regex: "[{]\\"a\\"" }', '{"a": 1}'],
    ['{ regex: "^\\\\s*$|x" }', 'x'],
    ['{ regex: 1.5 }', '1x5'],
    ['{ regex: "^Yes\\\\.$" }', '<think>no</think>\nYes.\n'],
    ['{ regex: "[\\\\u4e00-\\\\u9fff]" }', '東'],
    ['{ regex: "a|b" }', 'cb'],
    ['{ regex: "^$|^ok$", at: "$.a" }', '{"a": ""}'],
    ['{ regex: "^\\\\d+$", at: "$.a" }', '{"a": 22}'],
    ['{ regex: "null" }', 'null'],
    ['{ regex: "[[a-z]--[aeiou]]", flags: v }', 'aeb'],
  ]);
  tableOf('-', [
    ['{ regex: "^a$" }', 'a\nb'],
    ['{ regex: "A" }', 'a'],
    ['{ regex: "a.b" }', 'a\nb'],
    ['{ regex: "\\\\bcat\\\\b" }', 'concatenate'],
    ['{ regex: "^\\\\d+$" }', '１２'],
    ['{ regex: "^\\\\d+$" }', '12 km'],
    ['{ regex: "^.{2}$" }', '😀'],
    ['{ regex: "^(?!.*sorry)" , flags: i}', 'Sorry'],
    ['{ regex: "\\\\p{L}" }', '123'],
    ['{ regex: "think" }', '<think>x</think>y'],
    ['{ regex: "^x{5}$" }', 'xxxxxx'],
    ['{ regex: "[^x]" }', long],
    ['{ regex: "y$" }', long],
    ['{ regex: "^[A-D]$" }', 'A.'],
    ['{ regex: "a\\\\.b" }', 'axb'],
    ['{ regex: "undefined" }', 'null'],
    ['{ regex: "^Paris$" }', '**Paris**'],
    ['{ regex: "é" }', 'e\u0301'],
    ['{ regex: "(a)\\\\1" }', 'ab'],
    ['{ regex: "^\\\\w+$" }', 'a b'],
  ]);

  it('ends a pattern that backtracks without end, which is an error and nobody’s fault but the pattern’s', async () => {
    const said = await verdictBy('{ regex: "^(a+)+$" }', `${'a'.repeat(50)}b`);
    assert.match(said, /^error: .*longer than 2 s on this answer/);
  });

  for (const [check, problem] of [
    ['{ regex: "(" }', /expect\[0\]\.regex is not a regular expression: Unterminated group\.$/],
    ['{ regex: "(?i)a" }', /: Invalid group; write `flags: i` in place of `\(\?i\)`\.$/],
    [
      '{ regex: a, flags: g }',
      /flags must be some of the letters i, m, s, u, v, such as `i`, but it is the text "g"\.$/,
    ],
    ['{ regex: a, flags: ii }', /flags must be/],
    ['{ regex: a, flags: uv }', /flags must be/],
    ['{ regex: "" }', /regex must not be empty\.$/],
  ] as const)
    it(`refuses ${check}`, () => assert.match(problemsOf(`{ expect: [${check}] }`).join('\n'), problem));
});
