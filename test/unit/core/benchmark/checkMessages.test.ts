// What is said of examples and given conversations that are not as they should be.

import assert from 'node:assert/strict';
import { benchmarkText, load, messages, problemLines } from './benchmarkProblems';

const first = 'prompts:\n  - dynamic_variables: { a: 1, name: Ann }\n    expectation: x';
const talk = (list: string): string => benchmarkText({ prompts: `${first}\n    messages: ${list}` });
const shots = (list: string): string => benchmarkText({}, `examples: ${list}\n`);

describe('checkMessages', () => {
  it('has nothing to say of what is well, and fills messages but not examples', () => {
    const text = benchmarkText(
      {
        prompts: `${first}\n    messages: [{ role: user, content: "{{name}}?" }, { role: assistant, content: "Yes, {x}." }]`,
      },
      'examples: [{ user: "add 1", assistant: "{1}" }]\nsystem: "For {{a}}"\n',
    );
    const { problems, benchmark } = load(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(benchmark!.prompts[0]!.before, [
      { role: 'system', content: 'For 1' },
      { role: 'user', content: 'add 1' },
      { role: 'assistant', content: '{1}' },
      { role: 'user', content: 'Ann?' },
      { role: 'assistant', content: 'Yes, {x}.' },
    ]);
  });

  for (const [what, text, message] of [
    [
      'no list of examples',
      shots('x'),
      /^examples must be a list of examples, each a map .* but it is the text "x"\.$/,
    ],
    ['no example', shots('[]'), /^examples is empty: expected a list of examples/],
    ['an example without an answer', shots('[{ user: x }]'), /^examples\[0\]\.assistant is missing: expected text/],
    ['an answer that is a number', shots('[{ user: x, assistant: 4 }]'), /assistant must be text.* in quotes/],
    [
      'another word in an example',
      shots('[{ user: x, assistant: y, input: z }]'),
      /^examples\[0\]\.input is not a known key/,
    ],
    [
      'a placeholder in an example',
      shots('[{ user: "add {{a}}", assistant: x }]'),
      /^The placeholder \{\{a\}\} in examples\[0\]/,
    ],
    ['no list of messages', talk('hi'), /^prompts\[0\]\.messages must be a list of messages/],
    ['a message that is a text', talk('[hi]'), /^prompts\[0\]\.messages\[0\] must be a map with `role` and `content`/],
    [
      'a system message',
      talk('[{ role: system, content: x }]'),
      /role must be user or assistant, .* goes in `system`\.$/,
    ],
    [
      'an empty message',
      talk('[{ role: user, content: "" }, { role: assistant, content: y }]'),
      /content is empty: expected text that is said/,
    ],
    [
      'a picture in a message',
      talk('[{ role: user, content: x, image: a.png }, { role: assistant, content: y }]'),
      /image is not a known key.* Only the prompt itself has pictures\.$/,
    ],
    [
      'a user who speaks last',
      talk('[{ role: user, content: "{{name}}" }]'),
      /^prompts\[0\]\.messages should be user and assistant in turns/,
    ],
    [
      'an assistant who begins',
      talk('[{ role: assistant, content: "{{name}}" }]'),
      /^prompts\[0\]\.messages should be/,
    ],
    [
      'a placeholder without a value',
      talk('[{ role: user, content: "{{nam}} {{name}}" }, { role: assistant, content: y }]'),
      /^The placeholder \{\{nam\}\} in messages of prompts\[0\] .* sent as it is\. Did you mean `\{\{name\}\}`\?$/,
    ],
    ['a word of other tools', benchmarkText({}, 'few_shot: []\n'), /write `examples`\.$/],
    [
      'a word of other tools in a prompt',
      benchmarkText({ prompts: `${first.replace(', name: Ann', '')}\n    history: []` }),
      /write `messages`\.$/,
    ],
    ['messages of the file', benchmarkText({}, 'messages: []\n'), /write `messages`, which goes in a prompt\.$/],
    [
      'examples of a prompt',
      benchmarkText({ prompts: `${first.replace(', name: Ann', '')}\n    examples: []` }),
      /write `examples`, which goes on the first level of the file\.$/,
    ],
  ] as const)
    it(`says it of ${what}`, () => {
      const found = messages(text)
        .split('\n')
        .filter((one) => !one.startsWith('The value `name`'));
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, message);
    });

  it('says what is wrong in defaults once, where it stands', () => {
    const text = benchmarkText(
      {
        prompts:
          'prompts:\n  - { dynamic_variables: { a: 1 }, expectation: x }\n  - { dynamic_variables: { a: 2 }, expectation: y }',
      },
      'defaults:\n  messages:\n    - { role: user, content: x, image: a.png }\n    - { role: assistant, content: y }\n',
    );
    assert.deepEqual(problemLines(text), ['error 11:33 defaults.messages[0].image "image"']);
  });
});
