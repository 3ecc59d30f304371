// Which convention a model is asked by: the table of families, also through services that pass models on, and who decides before it.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { chooseProfile } from '../../../../src/core/coordinates/chooseProfile';
import { coordinateProfiles, findProfile, rangeOf } from '../../../../src/core/coordinates/coordinateProfiles';
import { parseModel } from '../../../../src/shared/run/model';

const table: { [model: string]: string } = {
  'gemini~gemini-2.5-flash': 'gemini_yx1000',
  'openrouter~google/gemini-3-pro-preview': 'gemini_yx1000',
  'anthropic~claude-sonnet-4-5': 'claude_pixels',
  'anthropic~claude-sonnet-4-20250514': 'claude_pixels',
  'anthropic~claude-3-5-sonnet-20241022': 'claude_pixels',
  'openrouter~anthropic/claude-opus-4.6': 'claude_pixels',
  'openrouter~anthropic/claude-opus-4.7': 'claude_highres_pixels',
  'anthropic~claude-opus-4-7-20260101': 'claude_highres_pixels',
  'anthropic~claude-sonnet-5': 'claude_highres_pixels',
  'together~Qwen/Qwen2.5-VL-72B-Instruct': 'qwen25_pixels',
  'ollama~qwen2.5vl:7b': 'qwen25_pixels',
  'fireworks~accounts/fireworks/models/qwen2p5-vl-32b-instruct': 'qwen25_pixels',
  'vllm~Qwen/Qwen2-VL-7B-Instruct': 'qwen_xy1000',
  'openrouter~qwen/qwen3-vl-235b-a22b-instruct': 'qwen_xy1000',
  'ollama~qwen3-vl:8b': 'qwen_xy1000',
  'vllm~allenai/Molmo-7B-D-0924': 'molmo_percent',
  'openrouter~z-ai/glm-4.5v': 'xy1000',
  'vllm~THUDM/GLM-4.1V-9B-Thinking': 'xy1000',
  'vllm~OpenGVLab/InternVL3-8B': 'xy1000',
  'vllm~deepseek-ai/deepseek-vl2-small': 'deepseek_999',
  'vllm~moonshotai/Kimi-VL-A3B-Instruct': 'unit',
  'vllm~google/paligemma-3b-mix-448': 'paligemma_1024',
  'openai~gpt-4o-mini': 'pixels',
  'openai~gpt-4.1': 'pixels',
  'openrouter~openai/gpt-5': 'pixels',
  'openai~o3:high': 'pixels',
  'openai~o4-mini': 'pixels',
  'ollama~llava:13b': 'pixels',
  'simulated~swift': 'pixels',
  'tesseract~eng': 'pixels',
};

describe('the table of families', () => {
  for (const [model, profile] of Object.entries(table)) {
    it(`has ${profile} for ${model}`, () => {
      const chosen = chooseProfile(parseModel(model), {});
      assert.deepEqual([chosen.profile.id, chosen.chosenBy], [profile, 'table']);
    });
  }

  for (const model of [
    'ollama~moondream',
    'ollama~llama3.2-vision',
    'vllm~allenai/Molmo2-8B',
    'deepseek~deepseek-chat',
    'ollama~qwen2.5:7b',
    'mistral~pixtral-12b',
    'xai~grok-4',
  ]) {
    it(`does not know ${model}, which is asked for px of what was sent`, () => {
      const chosen = chooseProfile(parseModel(model), {});
      assert.deepEqual([chosen.profile.id, chosen.chosenBy], ['pixels', 'default']);
    });
  }
});

describe('chooseProfile', () => {
  const model = parseModel('gemini~gemini-2.5-flash');
  const all = { benchmark: 'unit', settings: 'percent', calibration: 'xy1000' };

  it('asks the benchmark first, then the settings, then the calibration, then the table', () => {
    const choices = [all, { ...all, benchmark: undefined }, { calibration: 'xy1000' }, {}].map((chosen) =>
      chooseProfile(model, chosen),
    );
    assert.deepEqual(
      choices.map(({ profile, chosenBy }) => `${chosenBy} ${profile.id}`),
      ['benchmark unit', 'settings percent', 'calibration xy1000', 'table gemini_yx1000'],
    );
  });

  it('refuses a profile that is not there, naming who asked and those there are', () => {
    assert.throws(
      () => chooseProfile(model, { settings: 'gemini_xy1000' }),
      (error: Error) =>
        error.message.startsWith(
          'The coordinates in the settings for gemini~gemini-2.5-flash: there is no coordinate profile "gemini_xy1000". Did you mean gemini_yx1000?',
        ) && coordinateProfiles.every(({ id }) => error.message.includes(id)),
    );
    assert.throws(() => chooseProfile(model, { benchmark: '' }), /The benchmark's coordinates/);
  });
});

describe('the profiles', () => {
  it('are all in the documentation', async () => {
    const text = await readFile('docs/coordinates.md', 'utf8');
    for (const { id } of coordinateProfiles) assert.ok(text.includes(`\`${id}\``), id);
  });

  it('have ids of their own', () => {
    assert.equal(new Set(coordinateProfiles.map(({ id }) => id)).size, coordinateProfiles.length);
    assert.equal(findProfile('qwen25_pixels')?.unit, 'pixels');
    assert.equal(findProfile('constructor'), undefined);
  });

  it('count px of what the model sees, and fixed ranges whatever the size', () => {
    const sent = { width: 1920, height: 1080 };
    const ranges = Object.fromEntries(
      [
        'pixels',
        'claude_pixels',
        'claude_highres_pixels',
        'qwen25_pixels',
        'gemini_yx1000',
        'molmo_percent',
        'unit',
        'deepseek_999',
        'paligemma_1024',
      ].map((id) => [id, Object.values(rangeOf(findProfile(id)!, sent))]),
    );
    assert.deepEqual(ranges, {
      pixels: [1920, 1080],
      claude_pixels: [1456, 819],
      claude_highres_pixels: [1920, 1080],
      qwen25_pixels: [1932, 1092],
      gemini_yx1000: [1000, 1000],
      molmo_percent: [100, 100],
      unit: [1, 1],
      deepseek_999: [999, 999],
      paligemma_1024: [1024, 1024],
    });
  });
});
