// Made-up configurations of promptfoo that between them have its assertions on texts, JSON and code, as `promptfooConfigs.ts` has the rest.

import type { ForeignConfig } from './promptfooConfigs';

const both = 'providers: [openai:right, openai:wrong]';

export const promptfooAssertions: readonly ForeignConfig[] = [
  {
    name: 'texts and their negations',
    files: {
      'promptfooconfig.yaml': `
description: Capitals
prompts: ["Capital of {{country}}?"]
${both}
tests:
  - vars: { country: France }
    assert:
      - { type: contains, value: Paris }
      - { type: icontains, value: "SEINE" }
      - { type: not-contains, value: Lyon }
      - { type: starts-with, value: Paris }
  - vars: { country: Chad }
    assert: [{ type: equals, value: "N'Djamena" }]
  - vars: { country: Peru }
    assert: [{ type: not-equals, value: Cusco }]
`,
    },
    answers: {
      right: {
        'Capital of France?': 'Paris on the Seine',
        'Capital of Chad?': "N'Djamena",
        'Capital of Peru?': 'Lima',
      },
      wrong: {
        'Capital of France?': 'Paris on the Seine, not Lyon',
        'Capital of Chad?': "n'djamena",
        'Capital of Peru?': 'Cusco',
      },
    },
    verdicts: { right: '+++', wrong: '---' },
    leftOver: [],
  },
  {
    name: 'lists of texts',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Colors of {{flag}}"]
${both}
tests:
  - vars: { flag: Italy }
    assert:
      - { type: contains-all, value: [green, white, red] }
      - { type: contains-any, value: "flag, banner" }
  - vars: { flag: Japan }
    assert:
      - { type: icontains-all, value: [WHITE, RED] }
      - { type: icontains-any, value: [SUN, DISC] }
      - { type: not-icontains-any, value: [BLUE, GREEN] }
`,
    },
    answers: {
      right: { 'Colors of Italy': 'The flag is green, white, red.', 'Colors of Japan': 'A red disc on white.' },
      wrong: {
        'Colors of Italy': 'The flag is green, white, Red.',
        'Colors of Japan': 'A red disc on white and blue.',
      },
    },
    verdicts: { right: '++', wrong: '--' },
    leftOver: [],
  },
  {
    name: 'JSON and its schema',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Make {{what}}"]
providers: [openai:right, openai:wrong, openai:fenced]
tests:
  - vars: { what: JSON }
    assert: [{ type: is-json }]
  - vars: { what: a person }
    assert:
      - type: is-json
        value: { type: object, required: [name], properties: { age: { type: integer } } }
  - vars: { what: a note }
    assert:
      - type: contains-json
        value: { type: object, required: [note] }
  - vars: { what: prose }
    assert: [{ type: not-is-json }]
`,
    },
    answers: {
      right: {
        'Make JSON': '[1]',
        'Make a person': '{"name": "Ada", "age": 36}',
        'Make a note': 'Here: {"note": 1}',
        'Make prose': 'Well.',
      },
      wrong: {
        'Make JSON': '[1',
        'Make a person': '{"name": "Ada", "age": "36"}',
        'Make a note': 'Here: {"not": 1}',
        'Make prose': '"Well."',
      },
      fenced: {
        'Make JSON': '```json\n[1]\n```',
        'Make a person': '```\n{"name": "Ada"}\n```',
        'Make a note': '```json\n{"note": 1}\n```',
        'Make prose': '```\n{}\n```',
      },
    },
    verdicts: { right: '++++', wrong: '----', fenced: '--++' },
    leftOver: [],
  },
  {
    name: 'patterns, distances and words',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Say {{word}}"]
${both}
tests:
  - vars: { word: date }
    assert: [{ type: regex, value: "\\\\d{4}-\\\\d\\\\d" }, { type: not-regex, value: "^Today" }]
  - vars: { word: kitten }
    assert: [{ type: levenshtein, value: kitten, threshold: 2 }]
  - vars: { word: puppies }
    assert: [{ type: levenshtein, value: "{{word}}" }]
  - vars: { word: much }
    assert: [{ type: word-count, value: { min: 2, max: 4 } }]
  - vars: { word: three }
    assert: [{ type: word-count, value: 3 }]
`,
    },
    answers: {
      right: {
        'Say date': 'It is 2026-11.',
        'Say kitten': 'kittens!',
        'Say puppies': 'pup',
        'Say much': 'a few words',
        'Say three': 'one two  three',
      },
      wrong: {
        'Say date': 'Today is 2026-11.',
        'Say kitten': 'kittens!!',
        'Say puppies': 'p',
        'Say much': 'one',
        'Say three': 'one two',
      },
    },
    verdicts: { right: '+++++', wrong: '-----' },
    leftOver: [],
  },
  {
    name: 'JavaScript in the file',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Do {{task}}"]
${both}
tests:
  - vars: { task: short }
    assert: [{ type: javascript, value: output.length < 10 }]
  - vars: { task: parse, key: a }
    assert:
      - type: javascript
        value: JSON.parse(output)[context.vars.key] === 1
  - vars: { task: score }
    assert:
      - type: javascript
        value: Math.min(1, output.length / 10)
        threshold: 0.5
  - vars: { task: lines }
    assert:
      - type: javascript
        value: |
          const lines = output.split('\\n');
          return { pass: lines.length === 2, score: lines.length / 2, reason: 'two lines' };
  - vars: { task: text of lines }
    assert:
      - type: javascript
        value: |
          const wanted = \`a
          b\`;
          return output === wanted;
  - vars: { task: let }
    assert: [{ type: javascript, value: "const s = output.trim(); s.endsWith(';')" }]
  - vars: { task: not }
    assert: [{ type: not-javascript, value: "output.includes('no')" }]
`,
    },
    answers: {
      right: {
        'Do short': 'short',
        'Do parse': '{"a": 1}',
        'Do score': '12345',
        'Do lines': 'a\nb',
        'Do text of lines': 'a\nb',
        'Do let': 'x;',
        'Do not': 'yes',
      },
      wrong: {
        'Do short': 'not short at all',
        'Do parse': 'no JSON',
        'Do score': '1234',
        'Do lines': 'a',
        'Do text of lines': 'a\n    b',
        'Do let': 'x',
        'Do not': 'no',
      },
    },
    verdicts: { right: '+++++++', wrong: '-------' },
    leftOver: [],
  },
  {
    name: 'JavaScript and Python in files, and Python in the file',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Run {{task}}"]
${both}
tests:
  - vars: { task: common }
    assert: [{ type: javascript, value: file://common.js }]
  - vars: { task: module }
    assert: [{ type: javascript, value: "file://module.mjs:isLong" }]
  - vars: { task: python }
    assert: [{ type: python, value: file://judge.py }]
  - vars: { task: inline, most: 5 }
    assert: [{ type: python, value: "len(output) <= context['vars']['most']" }]
  - vars: { task: body }
    assert:
      - type: python
        value: |
          parsed = json.loads(output)
          return {'pass': parsed['ok'], 'score': 1.0 if parsed['ok'] else 0.0, 'reason': 'ok'}
  - vars: { task: fetch }
    assert: [{ type: javascript, value: "(await fetch('http://x')).ok" }, { type: contains, value: a }]
`,
      'common.js': `module.exports = (output, context) => ({ pass: output === context.vars.task, score: 1, reason: 'same' });\n`,
      'module.mjs': `const least = 3;\nexport function isLong(output) {\n  return output.length > least;\n}\n`,
      'judge.py': `def helper(text):\n    return text.upper()\n\ndef get_assert(output, context):\n    return 1.0 if helper(output) == output else 0\n`,
    },
    answers: {
      right: {
        'Run common': 'common',
        'Run module': 'long',
        'Run python': 'UP',
        'Run inline': 'five5',
        'Run body': '{"ok": true}',
        'Run fetch': 'a',
      },
      wrong: {
        'Run common': 'other',
        'Run module': 'lon',
        'Run python': 'Up',
        'Run inline': 'sixsix',
        'Run body': 'no',
        'Run fetch': 'b',
      },
    },
    verdicts: { right: '+++++s', wrong: '-----s' },
    leftOver: ['assert javascript'],
  },
];
