// A prompt that a server cut shows in its count of tokens; no text of whatever kind may be taken for cut that was not.

import assert from 'node:assert/strict';
import { fewestTokens, promptCut } from '../../../../src/core/run/promptCut';
import { words } from './engineFixture';
import { ServedRuns } from './servedRuns';

/** Texts with as few tokens as a generous tokenizer might make of them. */
const whole: [string, string, number][] = [
  ['one word over and over', 'word '.repeat(8000), 8000],
  ['one long word over and over', 'internationalization '.repeat(2000), 2000],
  ['prose', 'It was the best of times, it was the worst of times. '.repeat(300), 12 * 300],
  ['German compounds', 'Donaudampfschifffahrtsgesellschaft '.repeat(500), 500],
  ['Chinese, four characters a token', '天地玄黄宇宙洪荒'.repeat(1000), 2000],
  ['Chinese boilerplate, sixteen characters a token', '微信公众号天天中彩票大发快三官网'.repeat(1000), 1000],
  ['Japanese', 'これはテストです。'.repeat(1000), 2500],
  ['Thai', 'สวัสดีครับ'.repeat(1000), 1500],
  ['lines of dashes', `${'-'.repeat(64)}\n`.repeat(500), 500],
  ['blank lines', 'a\n\n\n\n\n\n\n\n'.repeat(300), 300],
  ['spaces', `x${' '.repeat(80)}`.repeat(400), 800],
  ['JSON without white space', `[${'{"id":1,"name":"x"},'.repeat(500)}]`, 3000],
  ['numbers, three digits a token', '123 456 789 '.repeat(300), 900],
  ['base64', 'QUJDREVGR0hJSktMTU5PUA'.repeat(500), 5000],
];
const cut: [string, string, number][] = [
  ['40,000 characters as 2,050 tokens', 'word '.repeat(8000), 2050],
  ['half of a window of 4096', 'word '.repeat(5000), 2050],
  ['the whole of a window of 4096', 'word '.repeat(5000), 4096],
  ['half of a window of 2048', 'some more words '.repeat(1000), 1026],
  ['the middle taken out of prose', 'It was the best of times, it was the worst of times. '.repeat(400), 1500],
  ['numbers', '123 456 789 '.repeat(1000), 2048],
];

describe('a prompt that came only in part', () => {
  for (const [what, text, tokens] of cut)
    it(`shows: ${what}`, () => assert.equal(promptCut(text, tokens)?.kind, 'truncatedPrompt'));

  for (const [what, text, tokens] of whole)
    it(`is not seen in ${what}`, () => {
      assert.equal(promptCut(text, tokens), undefined);
      assert.ok(fewestTokens(text) <= tokens);
    });

  it('is not seen where nothing is counted, or no more than a made-up number', () => {
    for (const tokens of [null, 0, 10, 255]) assert.equal(promptCut('word '.repeat(8000), tokens), undefined);
  });

  it('leaves the answer without a verdict, whichever API it was', async () => {
    const runs = await ServedRuns.make();
    try {
      await runs.openAi({ reply: { text: 'ten', usage: { input: 2050, output: 1 } } });
      const run = await runs.run({ models: ['openai~m'], prompts: words('word '.repeat(8000).trim()) });
      const [test] = run.state.models[0]!.tests;
      assert.deepEqual([test?.verdict, test?.error?.kind], ['error', 'truncatedPrompt']);
      assert.match(test!.error!.message, /counted 2050 tokens, and its 80\d\d words are at least as many/);
    } finally {
      await runs.remove();
    }
  });
});
