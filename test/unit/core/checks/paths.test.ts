// Checks of the values at JSON paths, against hand-made answers.

import { tableOf } from './tableOf';

describe('at', () => {
  tableOf('+', [
    ['{ equals: x, at: $ }', '"x"'],
    ['{ number: 5, at: "$[-1]" }', '[1, 5]'],
    ['{ equals: b, at: "$[0:2][1]" }', '[["a", "b"], ["a", "b"]]'],
    ['{ equals: x, at: "$[\'a.b\']" }', '{"a.b": "x"}'],
    ['{ equals: x, at: "$[\'a b\']" }', '{"a b": "x"}'],
    ['{ equals: x, at: $.ü }', '{"ü": "x"}'],
    ['{ equals: x, at: "$[\'😀\']" }', '{"\\ud83d\\ude00": "x"}'],
    ['{ equals: x, at: "$[\'\']" }', '{"": "x"}'],
    ['{ equals: x, at: $.__proto__ }', '{"__proto__": "x"}'],
    ['{ equals: x, at: $.constructor }', '{"constructor": "x"}'],
    ['{ equals: x, at: "$.a[?@.k == 1].v" }', '{"a": [{"k": 1, "v": "x"}, {"k": 2, "v": "y"}]}'],
    ['{ equals: "2", at: $.a }', '{"a": 1, "a": 2}'],
    ['{ json: { b: [1] }, at: $.a }', '```json\n{"a": {"b": [1.0]}}\n```'],
    ['{ regex: "^$", at: $.a }', '{"a": ""}'],
    ['{ equals: "[]", at: $.a }', '{"a": []}'],
    ['{ equals: x, at: "$.a[*]" }', '{"a": ["x", "x"]}'],
    ['{ equals: x, at: "$..k" }', '{"k": "x", "a": [{"k": "x"}]}'],
    ['{ similarity: abcd, at: $.a }', '{"a": "abc"}'],
    ['{ number: 1e30, at: $.a }', '{"a": 1000000000000000000000000000000}'],
    ['{ equals: x, at: "$[\'a\\\\n\']" }', '{"a\\n": "x"}'],
  ]);
  tableOf('-', [
    ['{ equals: x, at: $.a }', '{"A": "x"}'],
    ['{ equals: x, at: $.a }', '[{"a": "x"}]'],
    ['{ equals: x, at: $.a.b }', '{"a": "x"}'],
    ['{ equals: x, at: "$[0]" }', '"x"'],
    ['{ equals: x, at: "$[5]" }', '["x"]'],
    ['{ equals: "5", at: $.a }', '{"a": [5]}'],
    ['{ equals: "1", at: $.a }', '{"a": true}'],
    ['{ equals: toString, at: $.toString }', '{}'],
    ['{ number: 5, at: $.length }', '[1, 2, 3, 4, 5]'],
    ['{ equals: x, at: $.a }', 'x'],
    ['{ equals: x, at: $.a }', "{'a': 'x'}"],
    ['{ equals: x, at: "$.a[*]" }', '{"a": []}'],
    ['{ equals: x, at: "$.a[*]" }', '{"a": ["x", "y"]}'],
    ['{ number: 1, at: $.a }', '{"a": 0.9999999}'],
    ['{ contains: b, at: $.a }', '{"a": "a", "b": "b"}'],
    ['{ equals: "null", at: $.a }', '{"a": "undefined"}'],
    ['{ equals: x, at: "$.a[?@.k > 1].v" }', '{"a": [{"k": "2", "v": "x"}]}'],
    ['{ equals: NaN, at: $.a }', '{"a": NaN}'],
    ['{ equals: x, at: "$..a" }', `${'{"a":'.repeat(20)}"y"${'}'.repeat(20)}`],
    ['{ equals: x, at: $.a }', '['.repeat(10_000)],
  ]);
});
