// Made-up configurations of promptfoo, what models answer, and how promptfoo judges that: how tests are put together, weighed and judged by models. Those of
// assertions alone are in `promptfooAssertions.ts`; between them they have all that we have words for.

export interface ForeignConfig {
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
