// The awkward answers: other line ends, other blanks, other minus signs, other forms of one letter, marks around marks, JSON that is nearly JSON.

import assert from 'node:assert/strict';
import { verdictBy } from './judged';
import { tableOf } from './tableOf';

const f = '```';

describe('equals of awkward answers', () => {
  tableOf('+', [
    ['{ equals: Paris }', '\ufeffParis'],
    ['{ equals: Paris }', 'Paris\r\n'],
    ['{ equals: Paris }', '\u00a0Paris\u00a0'],
    ['{ equals: Paris }', `${f}text\r\nParis\r\n${f}`],
    ['{ equals: Paris }', '<think>\n\nParis? Rome?\n</think>\n\nParis'],
    ['{ equals: Paris }', '\\boxed{Paris}'],
    ['{ equals: Paris }', '\\boxed{\\text{Paris}}'],
    ['{ equals: Paris }', '**Answer:** Paris'],
    ['{ equals: Paris }', 'Answer: **Paris**'],
    ['{ equals: Paris }', 'Final answer: Paris'],
    ['{ equals: "-0", at: $.a }', '{"a": -0}'],
    ['{ equals: "0", at: $.a }', '{"a": -0}'],
    ['{ equals: "1000", at: $.a }', '{"a": 1e3}'],
    ['{ equals: "null", at: $.a }', '{"a": null}'],
    ['{ equals: "", at: $.a }', '{"a": ""}'],
    ['{ equals: "false", at: $.a }', '{"a": false}'],
    ['{ equals: " x ", at: $.a }', '{"a": " x "}'],
    ['{ equals: 👩‍👩‍👧 }', '👩‍👩‍👧'],
    ['{ equals: İ, ignore_case: true }', 'i̇'],
    ['{ equals: ΣΑΣ, ignore_case: true }', 'σας'],
    ['{ equals: "a\\nb" }', 'a\rb'],
    ['{ equals: "\\"x\\"" }', '"x"'],
    ['{ equals: "The answer is x" }', 'The answer is x'],
    ['{ equals: "a, b" }', 'a, b'],
  ]);
  tableOf('-', [
    ['{ equals: Paris }', 'Paris\nParis'],
    ['{ equals: Paris }', 'Not Paris'],
    ['{ equals: "5" }', '５'],
    ['{ equals: "-5" }', '−5'],
    ['{ equals: "-0" }', '0'],
    ['{ equals: 👩‍👩‍👧 }', '👩👩👧'],
    ['{ equals: "1,5" }', '1.5'],
    ['{ equals: "a\\nb" }', 'a b'],
    ['{ equals: "x" }', 'x x'],
    ['{ equals: "\\"x\\"" }', 'x'],
    ['{ equals: "a\\u00a0b" }', 'a b'],
    ['{ equals: "\\ud83d" }', '😀'],
  ]);
});

describe('contains of awkward answers', () => {
  tableOf('+', [
    ['{ contains: "\\u00a0" }', 'a\u00a0b'],
    ['{ contains: "a\\n" }', 'a\nb'],
    ['{ contains: "42" }', '**42**'],
    ['{ contains: "<answer>" }', 'x <answer>y</answer>'],
    ['{ contains: "\\\\boxed" }', '\\boxed{4}'],
    ['{ contains: Paris }', '{"a": "<think>Paris</think>"}'],
  ]);
  tableOf('-', [
    ['{ contains: "a b" }', 'a\u00a0b'],
    ['{ contains: "a b" }', 'a\nb'],
    ['{ contains: "\\n" }', 'a'],
    ['{ contains: "-5" }', '−5'],
    ['{ contains: "1,000" }', '1\u202f000'],
    ['{ contains: Paris }', '[THINK]Paris[/THINK]Rome'],
    ['{ contains: Paris }', 'Paris is a thought</think>Rome'],
  ]);
});

describe('icontains of awkward answers', () => {
  tableOf('+', [
    ['{ icontains: straße }', 'STRASSE'],
    ['{ icontains: İSTANBUL }', 'i̇stanbul'],
    ['{ icontains: ΣΊΣΥΦΟΣ }', 'σίσυφος'],
    ['{ icontains: ß }', 'STRASSE'],
    ['{ icontains: "answer: 5" }', '**ANSWER: 5**'],
    ['{ icontains: "a\\nb" }', 'A\r\nB'],
    ['{ icontains: ﬁ }', 'FIND'],
    ['{ icontains: 5 }', '15'],
    ['{ icontains: TRUE }', 'true'],
    ['{ icontains: ǅ }', 'ǆ'],
    ['{ icontains: yes, at: $.a }', '{"a": "YES!"}'],
  ]);
  tableOf('-', [
    ['{ icontains: paris }', '<think>PARIS</think>Rome'],
    ['{ icontains: ы }', 'bI'],
    ['{ icontains: é }', 'E'],
    ['{ icontains: "a b" }', 'A\u00a0B'],
    ['{ icontains: paris }', 'p.a.r.i.s'],
    ['{ icontains: "null" }', 'nul'],
  ]);
});

describe('contains_any of awkward answers', () => {
  tableOf('+', [
    ['{ contains_any: [a], at: "$..b" }', '{"b": "a", "c": [{"b": "za"}]}'],
    ['{ contains_any: [" "] }', 'a b'],
    ['{ contains_any: [x, "."] }', 'It is.'],
    ['{ contains_any: [x, "\\\\n"] }', 'a\\nb'],
    ['{ contains_any: [東京, Tokyo] }', '答えは東京です'],
    ['{ contains_any: [STRASSE], ignore_case: true }', 'Straße'],
    ['{ contains_any: [5, 6] }', '16'],
    ['{ contains_any: [a, b] }', '```\nb\n```'],
  ]);
  tableOf('-', [
    ['{ contains_any: [a], at: "$..b" }', '{"b": "a", "c": [{"b": "z"}]}'],
    ['{ contains_any: [yes, no] }', '<think>yes or no?</think>Maybe'],
    ['{ contains_any: [İ], ignore_case: true }', 'i'],
    ['{ contains_any: ["1,5", "1.5"] }', '1·5'],
    ['{ contains_any: ["\\n"] }', 'a\\nb'],
    ['{ contains_any: [ё] }', 'е'],
    ['{ contains_any: [A] }', 'Α'],
  ]);
});

describe('contains_all of awkward answers', () => {
  tableOf('+', [
    ['{ contains_all: [ab, bc] }', 'abc'],
    ['{ contains_all: ["{", "}"] }', '{}'],
    ['{ contains_all: ["\\n", a] }', 'a\r\nb'],
    ['{ contains_all: [Straße, PARIS], ignore_case: true }', 'STRASSE in Paris'],
    ['{ contains_all: [1, true] }', '10 is true'],
    ['{ contains_all: [a, b] }', '<think>x</think>**a** and `b`'],
    ['{ contains_all: [a, b], at: $.t }', '{"t": "ba", "u": "x"}'],
    ['{ contains_all: ["1000"], at: $.t }', '{"t": [1000]}'],
  ]);
  tableOf('-', [
    ['{ contains_all: [a, b] }', '<think>b</think>a'],
    ['{ contains_all: [a, b] }', ''.padEnd(100_000, 'a')],
    ['{ contains_all: ["a b"] }', 'a\tb'],
    ['{ contains_all: [é, ü] }', 'é and u\u0308'],
    ['{ contains_all: [a, b], at: $.t }', '{"t": "a", "u": "b"}'],
    ['{ contains_all: [A, B] }', 'a, b'],
    ['{ contains_all: [0] }', 'O'],
  ]);
});

describe('starts_with of awkward answers', () => {
  tableOf('+', [
    ['{ starts_with: "- " }', '- a\n- b'],
    ['{ starts_with: "{" }', '{"a": 1}'],
    ['{ starts_with: "```json" }', `${f}json\n{"a": 1}\n${f}`],
    ['{ starts_with: Yes }', '\n\n\tYes, of course'],
    ['{ starts_with: Yes }', '\ufeffYes'],
    ['{ starts_with: Yes }', 'Yesterday'],
    ['{ starts_with: "  Yes" }', 'Yes'],
    ['{ starts_with: 1 }', '10'],
    ['{ starts_with: STRASSE, ignore_case: true }', 'Straße 5'],
    ['{ starts_with: "a\\nb" }', 'a\r\nb'],
  ]);
  tableOf('-', [
    ['{ starts_with: "{" }', `${f}json\n{"a": 1}\n${f}`],
    ['{ starts_with: Yes }', '> Yes'],
    ['{ starts_with: 😀 }', '\ud83d'],
    ['{ starts_with: "a" , at: $.x}', '{"x": ["a"]}'],
  ]);
});

describe('one_of of awkward answers', () => {
  tableOf('+', [
    ['{ one_of: [yes, no] }', '**no**'],
    ['{ one_of: [yes, no] }', 'Answer: yes'],
    ['{ one_of: [1.0, 1] }', '1.0'],
    ['{ one_of: ["1"], at: $.a }', '{"a": 1.0}'],
    ['{ one_of: [a, b], at: "$.l[*]" }', '{"l": ["a", "b", "a"]}'],
    ['{ one_of: [" x "] }', 'x'],
    ['{ one_of: [true, false] }', 'true'],
    ['{ one_of: [true, false], ignore_case: true }', 'TRUE'],
    ['{ one_of: [Köln, Cologne] }', 'Köln'],
    ['{ one_of: ["", x] }', 'x'],
  ]);
  tableOf('-', [
    ['{ one_of: [yes, no] }', 'yes.'],
    ['{ one_of: [yes, no] }', 'Yes'],
    ['{ one_of: [yes, no] }', 'yes or no'],
    ['{ one_of: [yes, no] }', '[yes, no]'],
    ['{ one_of: [a, b], at: "$.l[*]" }', '{"l": ["a", "c"]}'],
    ['{ one_of: [true, false] }', 'True'],
  ]);
});

describe('regex of awkward answers', () => {
  tableOf('+', [
    ['{ regex: "^a$", flags: m }', 'x\r\na\r\ny'],
    ['{ regex: "\\\\d{3}(?!\\\\d)" }', '1234'],
    ['{ regex: "^\\\\p{Emoji_Presentation}$" }', '😀'],
    ['{ regex: "(?<!un)likely" }', 'likely'],
    ['{ regex: "\\\\/" }', 'a/b'],
    ['{ regex: "\\\\_" }', 'a_b'],
    ['{ regex: "]" }', 'a]'],
    ['{ regex: "a{,2}" }', 'a{,2}'],
    ['{ regex: "\\\\$5" }', '$5'],
  ]);
  tableOf('-', [['{ regex: "(?<!un)likely" }', 'unlikely']]);
});

describe('json of awkward answers', () => {
  tableOf('+', [
    ['{ json: { a: 1 } }', '{"a": 1}\r\n'],
    ['{ json: { a: 1 } }', '\ufeff{"a": 1}'],
    ['{ json: { a: 2 } }', '{"a": 1, "a": 2}'],
    ['{ json: { a: 0 } }', '{"a": -0}'],
    ['{ json: { a: 1000 } }', '{"a": 1e3}'],
    ['{ json: { a: "\\ud83d\\ude00" } }', '{"a": "\\ud83d\\ude00"}'],
    ['{ json: { a: "😀" } }', '{"a": "\\uD83D\\uDE00"}'],
    ['{ json: { a: "x/y" } }', '{"a": "x\\/y"}'],
    ['{ json: [1, [2, [3]]] }', `${f}\n[1,[2,[3]]]\n${f}`],
    ['{ json: [1] }', '**[1]**'],
    ['{ json: { a: 1 } }', '<answer>{"a": 1}</answer>'],
    ['{ json: [], at: "$.a" }', '{"a": []}'],
  ]);
  tableOf('-', [
    ['{ json: { a: 1 } }', '{"a": 1, "a": 2}'],
    ['{ json: { a: 1 } }', '{"a": 1,}'],
    ['{ json: { a: 1 } }', '{"a": 1} // done'],
    ['{ json: { a: 1 } }', '{"a": 1}\n\nThis is the JSON.'],
    ['{ json: { a: 1 } }', '{"a": 1} {"a": 1}'],
    ['{ json: { a: 1 } }', '[{"a": 1}]'],
    ['{ json: { a: 0.1 } }', '{"a": 0.10000000000000001}'],
    ['{ json: { a: 1 } }', '{"a": NaN}'],
    ['{ json: { a: 1 } }', '{"a": +1}'],
    ['{ json: { a: 1 } }', '{"a": 01}'],
    ['{ json: { a: 1 } }', '{a: 1}'],
    ['{ json: { a: 1 } }', '{"A": 1}'],
    ['{ json: { a: 1 } }', '{"a": true}'],
    ['{ json: { a: "x\\r\\ny" } }', '{"a": "x\\ny"}'],
    ['{ json: { a: 1 } }', 'Here you go: {"a": 1}'],
    ['{ json: { a: 1 } }', '"{\\"a\\": 1}"'],
    ['{ json: 1, at: "$.a" }', '{"b": 1}'],
  ]);
});

describe('json_schema of awkward answers', () => {
  tableOf('+', [
    ['{ json_schema: { type: integer } }', '12345678901234567890'],
    ['{ json_schema: { type: integer } }', '1e3'],
    ['{ json_schema: { type: integer } }', '-0'],
    ['{ json_schema: { type: number, maximum: 1 } }', '0.9999999999999999999'],
    ['{ json_schema: { type: object } }', '{"a": 1, "a": 2}'],
    ['{ json_schema: { uniqueItems: true } }', '[1, "1", true]'],
    ['{ json_schema: { type: string, format: date-time } }', '"2026-11-27T10:00:00Z"'],
    ['{ json_schema: { type: number } }', '1e400'],
    ['{ json_schema: { properties: { constructor: { type: string } } } }', '{}'],
    ['{ json_schema: { not: { required: [toString] } } }', '{}'],
    ['{ json_schema: { required: [__proto__] } }', '{"__proto__": 1}'],
    ['{ json_schema: { additionalProperties: { type: number } } }', '{"toString": 1}'],
  ]);
  tableOf('-', [
    ['{ json_schema: { uniqueItems: true } }', '[1, 1.0]'],
    ['{ json_schema: { uniqueItems: true } }', '[{"a": 1, "b": 2}, {"b": 2, "a": 1}]'],
    ['{ json_schema: { type: string, format: date-time } }', '"2026-11-27 10:00"'],
    ['{ json_schema: { type: string, format: uri } }', '"example.com"'],
    ['{ json_schema: { not: { required: [a] } } }', '{"a": null}'],
    ['{ json_schema: { type: object } }', '{}{}'],
    ['{ json_schema: { required: [constructor] } }', '{}'],
    ['{ json_schema: { required: [__proto__] } }', '{}'],
    ['{ json_schema: { required: [toString] } }', '{"a": 1}'],
    ['{ json_schema: {} }', 'yes'],
    ['{ json_schema: {} }', '['.repeat(50000)],
    ['{ json_schema: {} }', '['.repeat(50000) + ']'.repeat(50000)],
  ]);

  it('are asked for no value where they are nested too deep for that', async () => {
    const answer = `{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    assert.equal(
      await verdictBy('{ json_schema: {}, at: "$.a" }', answer),
      'incorrect: The JSON of the answer is nested more than 200 levels deep.',
    );
  });
});
