import assert from 'node:assert/strict';
import fc from 'fast-check';
import { modelRow, ofModel, parseModel, plainModel } from '../../../../src/shared/run/model';

describe('model strings', () => {
  const cases: [text: string, provider: string, name: string, effort?: string][] = [
    ['openai~gpt-4o', 'openai', 'gpt-4o'],
    ['llama3.2', 'ollama', 'llama3.2'],
    ['llama3.2:3b-instruct-q4_K_M', 'ollama', 'llama3.2:3b-instruct-q4_K_M'],
    ['hf.co/bartowski/Llama-3.2-GGUF:Q4', 'ollama', 'hf.co/bartowski/Llama-3.2-GGUF:Q4'],
    ['openai~o3-mini:high', 'openai', 'o3-mini', 'high'],
    ['openai~ft:gpt-4o-mini:acme::B1x', 'openai', 'ft:gpt-4o-mini:acme::B1x'],
    ['openai~ft:gpt-4o-mini:acme::B1x:low', 'openai', 'ft:gpt-4o-mini:acme::B1x', 'low'],
    ['ollama~phi:low', 'ollama', 'phi:low'],
    ['openai~gpt-6:xhigh', 'openai', 'gpt-6', 'xhigh'],
    ['anthropic~claude-x:none', 'anthropic', 'claude-x', 'none'],
    ['gemini~gemini-x:high', 'gemini', 'gemini-x:high'],
    ['openai~gpt-6 [x high, short]', 'openai', 'gpt-6'],
    ['openai~gpt-6:max [a] [b]', 'openai', 'gpt-6:max [a]'],
    ['openrouter~meta-llama/llama-3~free:nitro', 'openrouter', 'meta-llama/llama-3~free:nitro'],
    ['  gemini~gemini-2.5-flash  ', 'gemini', 'gemini-2.5-flash'],
  ];
  for (const [text, provider, name, effort] of cases) {
    it(`takes ${JSON.stringify(text)} apart`, () => {
      const id = parseModel(text);
      assert.deepEqual([id.provider, id.name, id.parameters.effort], [provider, name, effort]);
    });
  }

  it('tell the rows of a model apart by label and variant, in that order', () => {
    const plain = parseModel('openai~gpt-6:low');
    const labelled = modelRow(plain, { label: 'x high' });
    assert.equal(labelled.model, 'openai~gpt-6:low [x high]');
    assert.deepEqual(modelRow(labelled, { variant: 'short' }), {
      ...plain,
      model: 'openai~gpt-6:low [x high, short]',
      label: 'x high',
      variant: 'short',
    });
    assert.equal(modelRow(plain, { variant: 'short' }).model, 'openai~gpt-6:low [short]');
    assert.deepEqual(modelRow(plain, {}), plain);
    assert.equal(plainModel(labelled), 'openai~gpt-6');
  });

  it('find what a table has for their row, then what it has for the model', () => {
    const row = modelRow(parseModel('openai~gpt-6'), { label: 'x high' });
    assert.equal(ofModel({ 'openai~gpt-6': 'all', 'openai~gpt-6 [x high]': 'own' }, row), 'own');
    assert.equal(ofModel({ 'openai~gpt-6': 'all', 'openai~gpt-6 [other]': 'other' }, row), 'all');
    assert.equal(ofModel({ 'openai~gpt-5': 'other' }, row), undefined);
    assert.equal(ofModel({}, parseModel('toString')), undefined);
  });

  it('give themselves back: parsing the canonical string changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => assert.deepEqual(parseModel(parseModel(text).model), parseModel(text))),
    );
  });
});
