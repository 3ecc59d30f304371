// JSON is read by a reader of its own. What comes of it is what the reader of YAML makes of the same text: a comment at its end keeps the first one away from it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJson } from '../../../../src/core/benchmark/readJson';
import { readYaml } from '../../../../src/core/benchmark/readYaml';

/** Texts that YAML could take for something else, were they not in quotes. */
const oddTexts = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'true',
    'yes',
    '1',
    '1.50',
    '0x1F',
    '1e3',
    '-',
    '- a',
    'a: b',
    'a #b',
    '# c',
    '<<',
    '=',
    '---',
    '...',
  ],
  ...[
    '{{a}}',
    '[x]',
    '&a',
    '*a',
    '!!str',
    '%a',
    '@',
    '`',
    '"',
    "'",
    '\\',
    '\\"',
    '/',
    'a\nb',
    '\ttab',
    'a\r\nb',
    ' a ',
    '\u00a0',
  ],
  ...[
    '\u0085',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\u007f',
    '\u009f',
    '\ufffd',
    '\uffff',
    '\ud83d',
    '😀',
    'é',
    'ﬁ',
    '日本',
    '“a”',
    '__proto__',
    'constructor',
  ],
  'k'.repeat(999),
  'k'.repeat(1100),
];
const text = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    tie('list'),
    tie('map'),
  ),
  list: fc.array(tie('any'), { maxLength: 4 }),
  map: fc.dictionary(text, tie('any'), { maxKeys: 4 }),
}));
const written = fc
  .tuple(
    fc.oneof(value.list, value.map),
    fc.constantFrom(undefined, 1, 2, '\t'),
    fc.constantFrom('', ' ', '\n', '\r\n  '),
  )
  .map(([one, indent, before]) => before + JSON.stringify(one, null, indent) + before);

/** As YAML alone. */
const asYaml = (json: string): ReturnType<typeof readYaml> => readYaml(`${json}\n#`);

describe('JSON as a benchmark or a data file', () => {
  it('is read as YAML would be: values, and where each stands', () => {
    fc.assert(
      fc.property(written, (json) => {
        const read = readJson(json);
        if (read) assert.deepEqual({ content: read, faults: [] }, asYaml(json));
      }),
      { numRuns: 2000 },
    );
  });

  for (const json of [
    '{"a" : 1,"b":[ ],"c":{ },"d":[[],{}],"e":-0.50,"f":0,"g":[true ,false,\nnull]}',
    '[1.50,100,-7,0.1,123456789012345,0.123456789012345]',
    '{\n  "prompts": [\n    { "dynamic_variables": { "a": "x\\"y\\\\" }, "expectation": "\\u0041\\ud83d\\ude00\\/" }\n  ]\n}\n',
    '{\r\n"a\\nb":\r\n"c"\r\n}\r\n',
    '{"😀": "“quoted”", "": "", "a b": "{{c}}"}',
  ])
    it(`is read without YAML: ${JSON.stringify(json)}`, () => {
      const read = readJson(json);
      assert.ok(read);
      assert.deepEqual({ content: read, faults: [] }, asYaml(json));
    });

  for (const [what, json] of [
    ['a key twice', '{"a":1,"a":2}'],
    ['a key twice, once in other letters', '{"a":1,"\\u0061":2}'],
    ['a colon in the next line', '{"a"\n:1}'],
    ['a key that is too long', `{"${'k'.repeat(1100)}":1}`],
    ['what merges maps in some YAML', '{"<<":{"a":1}}'],
    ['a key that each object has', '{"__proto__":1}'],
    ['an exponent', '[1e3]'],
    ['more digits than a double holds', '[12345678901234567890]'],
    ['a zero below zero', '[-0]'],
    ['tabs', '[\t1]'],
    ['half of a character', '["\ud83d"]'],
    ['a character that is none of YAML', '["\u007f"]'],
    ['very deep lists', '['.repeat(60) + ']'.repeat(60)],
    ['a trailing comma', '[1,]'],
    ['something after its end', '[1] 2'],
    ['a text', '"a"'],
    ['YAML', 'a: 1'],
  ] as const)
    it(`is left to the reader of YAML: ${what}`, () => assert.equal(readJson(json), null));
});
