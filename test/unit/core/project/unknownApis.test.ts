// What is said of names in the settings that no model API has.

import assert from 'node:assert/strict';
import { unknownApis } from '../../../../src/core/project/unknownApis';

const apis = ['ollama', 'openai', 'mine'];

describe('model APIs in the settings', () => {
  it('are told where nobody knows them, with the nearest that is known', () => {
    const none = ', so what is set for it holds of nothing';
    assert.deepEqual(
      unknownApis(
        {
          concurrency: { '*': 4, openai: 2, zzzz: 3 },
          rateLimits: { opnai: {}, mine: {}, '*': {} },
          prices: { llama3: {}, 'olama~llama3': {}, 'openai~gpt-4o': {} },
          coordinates: { 'opnai~gpt-4o': 'pixels' },
        },
        apis,
      ).map(({ text, isSlip }) => `${isSlip ? 'a slip' : 'perhaps of another folder'}: ${text}`),
      [
        `perhaps of another folder: concurrency: there is no model API \`zzzz\`${none}; those that are known are ollama, openai, mine.`,
        `a slip: rateLimits: there is no model API \`opnai\`${none}; did you mean \`openai\`?`,
        `a slip: rateLimits: there is no model API \`*\`${none}; those that are known are ollama, openai, mine.`,
        `a slip: prices: there is no model API \`olama\`${none}; did you mean \`ollama~llama3\`?`,
        `a slip: coordinates: there is no model API \`opnai\`${none}; did you mean \`openai~gpt-4o\`?`,
      ],
    );
    assert.deepEqual(unknownApis({}, apis), []);
  });
});
