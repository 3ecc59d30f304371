// The calibration around the fit: the picture, the question, what is read of answers in families' own forms, and the file that keeps it.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imageSize } from 'image-size';
import { calibrate, calibrationQuestion, markersIn } from '../../../../src/core/calibration/calibrate';
import {
  calibrateModels,
  type CalibrationOutcome,
  type CalibrationRequest,
} from '../../../../src/core/calibration/calibrateModels';
import {
  calibrationMarkers,
  calibrationPicture,
  calibrationSize,
} from '../../../../src/core/calibration/calibrationPicture';
import {
  readCalibrationFile,
  readCalibrations,
  storeCalibration,
  type Calibration,
} from '../../../../src/core/coordinates/calibrationStore';
import { ProviderError, type ModelRequest, type Provider } from '../../../../src/core/providers/provider';
import { parseModel } from '../../../../src/shared/run/model';

const options = { attemptTimeoutMs: 5000, maxAttempts: 1 };
const { width, height } = calibrationSize;

/** A model that says where every marker is, in words of its own. */
function answering(
  say: (marker: { label: string; x: number; y: number }) => string,
  join = ', ',
  around = (list: string): string => `[${list}]`,
): Provider & { asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    asked,
    ask: (request, listener) => {
      asked.push(request);
      listener.onSent({ url: 'http://127.0.0.1/', parameters: {} });
      listener.onText('reasoning', '[{"label": "K", "point": [1, 1]}]');
      listener.onText('answer', around(calibrationMarkers.map(say).join(join)));
      return Promise.resolve({
        finishReason: 'stop',
        stoppedBy: 'none',
        tokens: { input: 1, output: 1, reasoning: null, cached: null, source: 'usage' },
        serverTimings: null,
        id: null,
        model: null,
        reportedCostUsd: null,
      });
    },
  };
}

const thousandths = ({ x, y }: { x: number; y: number }): [number, number] => [
  Math.round((x / width) * 1000),
  Math.round((y / height) * 1000),
];

describe('the calibration picture', () => {
  it('is the same every time, a PNG of the size it says, with each marker in its color', () => {
    const picture = calibrationPicture();
    assert.deepEqual(calibrationPicture(), picture);
    const bytes = Buffer.from(picture.base64, 'base64');
    const { type, ...size } = imageSize(bytes);
    assert.deepEqual([type, size.width, size.height, bytes.length], ['png', width, height, picture.bytes]);
    assert.equal(new Set(calibrationMarkers.map(({ color }) => color)).size, calibrationMarkers.length);
    assert.equal(new Set(calibrationMarkers.map(({ label }) => label)).size, calibrationMarkers.length);
    assert.ok(calibrationMarkers.length >= 6);
    for (const { x, y } of calibrationMarkers) assert.ok(x > 28 && y > 28 && x < width - 28 && y < height - 28);
  });

  it('is asked about without a word of the space or the order', () => {
    assert.doesNotMatch(
      calibrationQuestion,
      /pixel|px|\b1000\b|percent|normali[sz]ed|\b630\b|\b406\b|\[x|\[y|width|height/i,
    );
    for (const { label, colorName } of calibrationMarkers)
      assert.ok(calibrationQuestion.includes(`${label} (${colorName})`));
  });
});

describe('calibrate', () => {
  const signal = new AbortController().signal;

  it('finds the convention of an answer and keeps what it was found in', async () => {
    const provider = answering(
      (marker) => `{"label": "${marker.label}", "point": [${thousandths(marker).reverse().join(', ')}]}`,
      ',\n',
      (list) => `Sure:\n\`\`\`json\n[${list}]\n\`\`\``,
    );
    const found = await calibrate(provider, parseModel('vllm~unheard-of'), options, signal);
    assert.deepEqual([found.profile, found.isAmbiguous, provider.asked.length], ['gemini_yx1000', false, 1]);
    assert.ok(found.answer.startsWith('Sure:') && !found.answer.includes('[1, 1]'));
    assert.equal(found.pictureSha256, calibrationPicture().sha256);
    assert.ok(!Number.isNaN(Date.parse(found.at)));
    const [request] = provider.asked;
    assert.equal(request!.images[0]!.sha256, found.pictureSha256);
    assert.equal(request!.messages[0]!.content, calibrationQuestion);
  });

  it("reads families' own forms", async () => {
    const forms: [string, Provider][] = [
      [
        'pixels',
        answering(
          ({ label, x, y }) => `"${label}": [${x}, ${y}]`,
          ', ',
          (list) => `{${list}}`,
        ),
      ],
      [
        'qwen25_pixels',
        answering(
          ({ label, x, y }) =>
            `{"point_2d": [${Math.round((x * 616) / 630)}, ${Math.round((y * 392) / 406)}], "label": "${label} (disc)"}`,
        ),
      ],
      [
        'molmo_percent',
        answering(
          ({ label, x, y }) =>
            `<point x="${((x / width) * 100).toFixed(1)}" y="${((y / height) * 100).toFixed(1)}" alt="disc ${label}">disc ${label}</point>`,
          '\n',
          (list) => list,
        ),
      ],
    ];
    for (const [profile, provider] of forms)
      assert.equal((await calibrate(provider, parseModel('vllm~unheard-of'), options, signal)).profile, profile);
  });

  it('does not settle on an order when the axes are named', async () => {
    const found = await calibrate(
      answering(
        (marker) => `{"label": "${marker.label}", "x": ${thousandths(marker)[0]}, "y": ${thousandths(marker)[1]}}`,
      ),
      parseModel('vllm~unheard-of'),
      options,
      signal,
    );
    assert.equal(found.isAmbiguous, true);
  });

  it('says why there is nothing to fit', async () => {
    const model = parseModel('vllm~unheard-of');
    await assert.rejects(
      calibrate(
        answering(
          () => '',
          '',
          () => 'I see no picture.',
        ),
        model,
        options,
        signal,
      ),
      /The answer could not be read: there are no places/,
    );
    await assert.rejects(
      calibrate(
        answering(({ label }) => `{"label": "${label}", "point": "left"}`),
        model,
        options,
        signal,
      ),
      /could not be read: point 1 has "left" as its point/,
    );
    const failing: Provider = {
      ask: () => Promise.reject(new ProviderError('api', 'HTTP 400: no pictures here', false, 400)),
    };
    await assert.rejects(calibrate(failing, model, options, signal), /HTTP 400: no pictures here/);
  });

  it('takes the letter of a label, not a letter in its words', () => {
    const { answers } = markersIn(
      '[{"label": "The red one, K", "point": [1, 2]}, {"label": "t", "point": [3, 4]}, {"label": "HAT", "point": [5, 6]}, {"label": "Z", "point": [7]}]',
    );
    assert.deepEqual(answers, [
      { label: 'K', numbers: [1, 2] },
      { label: 'T', numbers: [3, 4] },
    ]);
  });
});

describe('calibration.json', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-calibration-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const kept: Calibration = {
    profile: 'xy1000',
    residual: 0.004,
    runnerUp: { profile: 'percent', residual: 0.4 },
    isAmbiguous: false,
    at: '2026-11-21T17:45:03.120Z',
    answer: '[...]',
    pictureSha256: 'ab',
  };

  it('keeps one entry a model, in a folder that is made, and leaves nothing else behind', async () => {
    const runs = join(folder, 'runs');
    assert.deepEqual(await readCalibrations(runs), {});
    await storeCalibration(runs, 'ollama~a:7b', kept);
    await storeCalibration(runs, 'ollama~b', { ...kept, profile: 'unit' });
    await storeCalibration(runs, 'ollama~a:7b', { ...kept, profile: 'percent', runnerUp: null });
    assert.deepEqual(await readCalibrations(runs), { 'ollama~a:7b': 'percent', 'ollama~b': 'unit' });
    assert.deepEqual((await readCalibrationFile(runs))['ollama~b'], { ...kept, profile: 'unit' });
    assert.deepEqual(await readdir(runs), ['calibration.json']);
  });

  it('keeps an ambiguous one, and never uses it', async () => {
    await storeCalibration(folder, 'ollama~a', { ...kept, isAmbiguous: true, reason: 'too close' });
    assert.deepEqual(await readCalibrations(folder), {});
    assert.equal((await readCalibrationFile(folder))['ollama~a']?.reason, 'too close');
  });

  it('is refused when it is damaged, and not overwritten', async () => {
    const path = join(folder, 'calibration.json');
    const damaged: [string, RegExp][] = [
      ['{"models": ', /calibration\.json is not JSON: .* Repair the file, or delete it and calibrate again\.$/s],
      ['{"schemaVersion": 1}', /calibration\.json is not as the format .* models: /s],
      [
        JSON.stringify({ models: { a: { ...kept, profile: 'nonsense' } } }),
        /models\.a\.profile: there is no such coordinate profile/,
      ],
      ['{"schemaVersion": 99, "models": {}}', /newer version/],
    ];
    for (const [text, expected] of damaged) {
      await writeFile(path, text);
      await assert.rejects(readCalibrations(folder), expected);
      await assert.rejects(storeCalibration(folder, 'ollama~a', kept), expected);
      assert.equal(await readFile(path, 'utf8'), text);
    }
  });
});

describe('calibrateModels', () => {
  it("goes on after a model that can't be calibrated, and tells each as it is done", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-calibration-'));
    try {
      const request: CalibrationRequest = {
        ...options,
        models: ['nowhere~x', 'openai~gpt-4o'],
        environment: { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', OPENAI_API_KEY: 'sk-test' },
        services: [],
        answerLimits: {},
        runsDirectory: folder,
      };
      const told: CalibrationOutcome[] = [];
      const outcomes = await calibrateModels(request, (outcome) => told.push(outcome), new AbortController().signal);
      assert.deepEqual(told, outcomes);
      assert.deepEqual(
        outcomes.map((one) => [one.model, 'problem' in one]),
        [
          ['nowhere~x', true],
          ['openai~gpt-4o', true],
        ],
      );
      assert.deepEqual(await readdir(folder), []);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps no key that a server puts into its answer', async () => {
    const key = 'sk-proj-1234567890abcdef';
    const said = calibrationMarkers.map((marker) => ({ label: marker.label, point: thousandths(marker) }));
    const server = createServer((_, answer) => {
      const content = `${JSON.stringify(said)} ${key}`;
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] }));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const folder = await mkdtemp(join(tmpdir(), 'isb-calibration-'));
    try {
      const request: CalibrationRequest = {
        ...options,
        models: ['openai~gpt-4o'],
        environment: {
          OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
          OPENAI_API_KEY: key,
        },
        services: [],
        answerLimits: {},
        runsDirectory: folder,
      };
      const outcomes = await calibrateModels(request, () => undefined, new AbortController().signal);
      const [file] = await readdir(folder);
      assert.ok(file !== undefined, JSON.stringify(outcomes));
      const kept = await readFile(join(folder, file), 'utf8');
      assert.ok(kept.includes('[key]'));
      assert.ok(!kept.includes(key) && !JSON.stringify(outcomes).includes(key));
    } finally {
      await rm(folder, { recursive: true });
      server.close();
    }
  });
});
