import assert from 'node:assert/strict';
import { pictureTokens } from '../../../../src/core/cost/pictureTokens';
import { parseModel } from '../../../../src/shared/run/model';

const tokens = (model: string, width: number, height: number) => pictureTokens(parseModel(model), { width, height });

describe('the tokens of a picture', () => {
  it('are tiles for OpenAI, as in its guide: 1024 x 1024 is 765, 2048 x 4096 is 1105', () => {
    assert.equal(tokens('openai~gpt-4o', 1024, 1024), 765);
    assert.equal(tokens('openrouter~openai/gpt-4o-2024-11-20', 2048, 4096), 1105);
    assert.equal(tokens('openai~gpt-4o', 128, 64), 85 + 170, 'a small one is not made larger');
    assert.equal(tokens('openai~gpt-4o-mini', 1024, 1024), 2833 + 4 * 5667);
    assert.equal(tokens('openai~o3:high', 1024, 1024), 75 + 4 * 150);
    assert.equal(tokens('openai~gpt-5', 1024, 1024), 70 + 4 * 140);
  });

  it('are patches for its small models: 1024 x 1024 is 32 x 32 of them, and 1536 the most', () => {
    assert.equal(tokens('openai~gpt-4.1-mini', 1024, 1024), Math.ceil(1024 * 1.62));
    assert.equal(tokens('openai~o4-mini', 100, 33), Math.ceil(4 * 2 * 1.72));
    // Measured by users: 768 x 1024 is 768 patches and 922 tokens, 4000 x 1474 is at the limit.
    assert.equal(tokens('openai~gpt-5-mini', 768, 1024), 922);
    assert.equal(tokens('openai~gpt-4.1-mini', 4000, 1474), 2489);
  });

  it('are w x h / 750 for Claude, after its own resize, as in its guide: 1000 x 1000 is about 1334', () => {
    assert.equal(tokens('anthropic~claude-sonnet-4-5', 1000, 1000), 1334);
    assert.equal(tokens('anthropic~claude-sonnet-4-5', 200, 200), 54);
    assert.equal(tokens('anthropic~claude-sonnet-4-5', 1920, 1080), Math.ceil((1456 * 819) / 750));
    assert.equal(tokens('anthropic~claude-opus-4-8', 1920, 1080), Math.ceil((1920 * 1080) / 750));
  });

  it('are 258 a tile for Gemini, as in its documentation: 960 x 540 is six; from Gemini 3 on 1120', () => {
    assert.equal(tokens('gemini~gemini-2.5-flash', 384, 384), 258);
    assert.equal(tokens('gemini~gemini-2.5-flash', 960, 540), 6 * 258);
    assert.equal(tokens('gemini~gemini-3-flash-preview', 960, 540), 1120);
  });

  it('are not known where nobody documents them', () => {
    for (const model of ['llava:7b', 'openai~gpt-5.2', 'xai~grok-4', 'tesseract~eng'])
      assert.equal(tokens(model, 100, 100), null, model);
  });
});
