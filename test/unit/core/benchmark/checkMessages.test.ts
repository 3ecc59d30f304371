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

  it('says once of each message whose role is its key how it is written', () => {
    assert.deepEqual(messages(talk('[{ user: "{{name}}" }, { assistant: "hello" }]')).split('\n'), [
      'prompts[0].messages[0] has its role as a key, as only `examples` have: write `{ role: user, content: ... }`.',
      'prompts[0].messages[1] has its role as a key, as only `examples` have: write `{ role: assistant, content: ... }`.',
    ]);
    assert.match(messages(talk('[{ user: "hi", content: x }]')), /messages\[0\]\.role is missing/);
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
      'a picture of the assistant',
      talk('[{ role: user, content: x }, { role: assistant, content: y, image: a.png }]'),
      /messages\[1\]\.image is a picture of the assistant.* only a message with `role: user` has pictures/,
    ],
    [
      'a picture in another word',
      talk('[{ role: user, content: x, images: a.png }, { role: assistant, content: y }]'),
      /images is not a known key.* Pictures go into `image` of a prompt, or of one of its `messages`\.$/,
    ],
    [
      'a picture that is no path',
      talk('[{ role: user, content: x, image: 4 }, { role: assistant, content: y }]'),
      /^prompts\[0\]\.messages\[0\]\.image must be/,
    ],
    [
      'a picture of the web',
      talk('[{ role: user, content: x, image: [a.png, "https://x.org/a.png"] }, { role: assistant, content: y }]'),
      /^prompts\[0\]\.messages\[0\]\.image\[1\] is a web address/,
    ],
    [
      'a drawing',
      talk('[{ role: user, content: x, image: a.svg }, { role: assistant, content: y }]'),
      /^prompts\[0\]\.messages\[0\]\.image is an SVG/,
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

  it('names the pictures of a conversation where each stands, filled, before those of the prompt', () => {
    const text = benchmarkText({
      prompts: `${first}\n    image: own.png\n    messages: [{ role: user, content: "x", image: ["{{name}}.png", b.png] }, { role: assistant, content: y }]`,
    });
    const { benchmark, images } = load(text);
    assert.deepEqual(
      images.map(({ source, path }) => [source, path]),
      [
        ['Ann.png', 'prompts[0].messages[0].image[0]'],
        ['b.png', 'prompts[0].messages[0].image[1]'],
        ['own.png', 'prompts[0].image'],
      ],
    );
    assert.deepEqual(benchmark!.prompts[0]!.before![0], { role: 'user', content: 'x', images: ['Ann.png', 'b.png'] });
    assert.deepEqual(benchmark!.prompts[0]!.images, ['own.png']);
  });

  it('says what is wrong in defaults once, where it stands', () => {
    const text = benchmarkText(
      {
        prompts:
          'prompts:\n  - { dynamic_variables: { a: 1 }, expectation: x }\n  - { dynamic_variables: { a: 2 }, expectation: y }',
      },
      'defaults:\n  messages:\n    - { role: user, content: x }\n    - { role: assistant, content: y, image: a.png }\n',
    );
    assert.deepEqual(problemLines(text), ['error 12:38 defaults.messages[1].image "image"']);
  });
});
