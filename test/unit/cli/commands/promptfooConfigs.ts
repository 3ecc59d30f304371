// Made-up configurations of promptfoo that between them have all assertions we have words for, what models answer, and how promptfoo judges that.

interface ForeignConfig {
  name: string;
  /** By name; the first is converted. */
  files: { [name: string]: string };
  /** By model, then by prompt as it is sent. */
  answers: { [model: string]: { [prompt: string]: string } };
  /** By model, a sign a test: `+` passes, `-` fails, `s` is not asked here. */
  verdicts: { [model: string]: string };
  /** What is left over, in the order of the file. */
  leftOver: string[];
}

const both = 'providers: [openai:right, openai:wrong]';

export const promptfooConfigs: readonly ForeignConfig[] = [
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
        'Do let': 'x;',
        'Do not': 'yes',
      },
      wrong: {
        'Do short': 'not short at all',
        'Do parse': 'no JSON',
        'Do score': '1234',
        'Do lines': 'a',
        'Do let': 'x',
        'Do not': 'no',
      },
    },
    verdicts: { right: '++++++', wrong: '------' },
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
  {
    name: 'weights, thresholds and sets',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Weigh {{thing}}"]
${both}
tests:
  - vars: { thing: shares }
    threshold: 0.7
    assert:
      - { type: contains, value: a, weight: 3, metric: main }
      - { type: contains, value: b }
  - vars: { thing: all }
    threshold: 0.6
    assert:
      - { type: contains-all, value: [a, b, c] }
      - { type: contains, value: z }
  - vars: { thing: set }
    assert:
      - type: assert-set
        threshold: 0.5
        assert: [{ type: contains, value: a }, { type: contains, value: b }]
  - vars: { thing: shown }
    assert: [{ type: contains, value: a }, { type: contains, value: never, weight: 0 }]
  - vars: { thing: nested }
    assert:
      - type: assert-set
        assert: [{ type: contains, value: a }, { type: contains, value: b }]
      - { type: contains, value: c }
`,
    },
    answers: {
      // All of three or nothing: two of three and no z would be a share of a third.
      right: {
        'Weigh shares': 'a',
        'Weigh all': 'a b c z',
        'Weigh set': 'b',
        'Weigh shown': 'a',
        'Weigh nested': 'a b c',
      },
      wrong: { 'Weigh shares': 'b', 'Weigh all': 'a b z', 'Weigh set': 'x', 'Weigh shown': 'x', 'Weigh nested': 'a c' },
    },
    verdicts: { right: '+++++', wrong: '-----' },
    leftOver: [],
  },
  {
    name: 'a table of tests',
    files: {
      'promptfooconfig.yaml': `
prompts: ["{{question}}"]
${both}
tests: file://tests.csv
`,
      'tests.csv': [
        'question,__expected,__expected2,__metric,__threshold',
        '2+2?,4,,sum,',
        '"Say ""hi"", please",icontains: HI,"not-contains: bye",,',
        '"Two\nlines",javascript: output.length > 3,,,',
        'List?,"contains-all: a, b",,,',
        'Ünï – 漢字?,regex: ^漢,,,',
        'Half?,contains: a,contains: b,,0.5',
        '',
      ].join('\n'),
    },
    answers: {
      right: {
        '2+2?': '4',
        'Say "hi", please': 'Hi',
        'Two\nlines': 'long',
        'List?': 'b a',
        'Ünï – 漢字?': '漢',
        'Half?': 'a',
      },
      wrong: {
        '2+2?': '5',
        'Say "hi", please': 'Hi, bye',
        'Two\nlines': 'lon',
        'List?': 'b',
        'Ünï – 漢字?': 'x漢',
        'Half?': 'x',
      },
    },
    verdicts: { right: '++++++', wrong: '------' },
    leftOver: [],
  },
  {
    name: 'conversations, defaults, products of values and models as maps',
    files: {
      'promptfooconfig.yaml': `
prompts: [file://chat.json]
providers:
  - id: openai:chat:right
    label: Right
    config: { temperature: 0, max_tokens: 50, apiKey: sk-never }
  - openai:wrong: { config: { temperature: 1, reasoning_effort: low } }
  - exec:python model.py
defaultTest:
  vars: { tone: kind }
  assert: [{ type: contains, value: "{{tone}}" }, { type: latency, threshold: 60000 }, { type: cost, threshold: 1 }]
tests:
  - description: greetings
    vars: { word: [Hi, Bye], to: [Ann, Bob] }
    assert: [{ type: contains, value: "{{to}}" }]
  - vars: { word: Yo, to: Eve, tone: rude }
`,
      'chat.json': JSON.stringify([
        { role: 'system', content: 'Be {{tone}}.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hello!' },
        { role: 'user', content: '{{word}} {{to}}' },
      ]),
    },
    answers: {
      right: {
        'Hi Ann': 'kind Ann',
        'Hi Bob': 'kind Bob',
        'Bye Ann': 'kind Ann',
        'Bye Bob': 'kind Bob',
        'Yo Eve': 'rude',
      },
      wrong: { 'Hi Ann': 'Ann', 'Hi Bob': 'kind Ann', 'Bye Ann': 'kind', 'Bye Bob': 'Bob', 'Yo Eve': 'kind' },
    },
    // Nobody knows what these models cost.
    verdicts: { right: 'eeeee', wrong: '-----' },
    leftOver: ['apiKey', 'provider exec:python model.py', 'description'],
  },
  {
    name: 'rubrics',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Answer {{name}}"]
${both}
defaultTest: { options: { provider: openai:gpt-judge } }
tests:
  - vars: { name: politely }
    assert: [{ type: llm-rubric, value: 'It is polite to {{name}}' }]
  - vars: { name: closed }
    assert: [{ type: model-graded-closedqa, value: It is short }]
  - vars: { name: fact }
    assert: [{ type: factuality, value: The sky is blue }]
  - vars: { name: never }
    assert: [{ type: not-llm-rubric, value: It is rude }]
`,
    },
    answers: {
      right: { 'Answer politely': 'good', 'Answer closed': 'good', 'Answer fact': 'good', 'Answer never': 'bad' },
      wrong: { 'Answer politely': 'bad', 'Answer closed': 'bad', 'Answer fact': 'bad', 'Answer never': 'good' },
    },
    verdicts: { right: '++++', wrong: '----' },
    leftOver: ['assert llm-rubric', 'assert model-graded-closedqa', 'assert factuality', 'assert not-llm-rubric'],
  },
  {
    name: 'what there is no word for',
    files: {
      'promptfooconfig.yaml': `
prompts: ["Ask {{x}}"]
${both}
env: { A: b }
tests:
  - vars: { x: likeness }
    assert: [{ type: similar, value: a, threshold: 0.8 }, { type: rouge-n, value: a }, { type: contains, value: a }]
  - vars: { x: tools }
    assert: [{ type: is-valid-openai-tools-call }]
  - vars: { x: changed }
    options: { transform: output.trim() }
    assert: [{ type: contains, value: a }]
  - vars: { x: "{{ 'a' | upper }}" }
    assert: [{ type: contains, value: a }]
  - vars: { x: nothing }
`,
    },
    answers: { right: { 'Ask nothing': 'a' }, wrong: { 'Ask nothing': 'x' } },
    verdicts: { right: 'ssss+', wrong: 'ssss+' },
    leftOver: [
      'env',
      'assert similar',
      'assert rouge-n',
      'assert is-valid-openai-tools-call',
      'options.transform',
      "{{ 'a' | upper }}",
      'test without assertions',
    ],
  },
  {
    name: 'JSON, lines of JSON, scenarios, repeats and values of values',
    files: {
      'promptfooconfig.json': JSON.stringify({
        prompts: [{ id: 'p', raw: '{{greeting}} {{user.name}}{# said #}', label: 'Greeting' }],
        providers: ['openai:right', 'openai:wrong'],
        tests: [
          'file://more.jsonl',
          {
            vars: { greeting: 'Hi {{user.name}},', user: { name: 'Ann' } },
            assert: [{ type: 'contains', value: '{{user.name}}' }],
          },
        ],
        scenarios: [
          {
            config: [{ vars: { greeting: 'Yo' } }, { vars: { greeting: 'Hey' } }],
            tests: [{ vars: { user: { name: 'Bob' } }, assert: [{ type: 'starts-with', value: '{{greeting}}' }] }],
          },
        ],
        evaluateOptions: { maxConcurrency: 2 },
      }),
      'more.jsonl': `${JSON.stringify({ vars: { greeting: 'Oh', user: { name: 'Eve' } }, assert: [{ type: 'equals', value: 'Oh' }] })}\n`,
    },
    answers: {
      right: { 'Oh Eve': 'Oh', 'Hi Ann, Ann': 'Ann', 'Yo Bob': 'Yo!', 'Hey Bob': 'Hey!' },
      wrong: { 'Oh Eve': 'Eve', 'Hi Ann, Ann': 'Hi', 'Yo Bob': 'Hey!', 'Hey Bob': 'Yo' },
    },
    verdicts: { right: '++++', wrong: '----' },
    leftOver: ['evaluateOptions.maxConcurrency'],
  },
  {
    name: 'several prompts, of texts and files',
    files: {
      'promptfooconfig.yaml': `
prompts:
  - "Short: {{word}}"
  - file://prompts.txt
  - { id: file://kind.md, label: "Kind, [really]" }
  - file://prompts.js
providers: [openai:right]
tests: [{ vars: { word: x }, assert: [{ type: contains, value: a }] }]
`,
      'prompts.txt': 'First {{word}}\n---\nSecond {{word}}\n',
      'kind.md': 'Please: {{word}}',
    },
    answers: { right: { 'Short: x': 'a', 'First x': 'b', 'Second x': 'a', 'Please: x': 'b' } },
    verdicts: {
      'right [prompt 1]': '+',
      'right [prompts 1]': '-',
      'right [prompts 2]': '+',
      'right [Kind really]': '-',
    },
    leftOver: ['file://prompts.js'],
  },
];
