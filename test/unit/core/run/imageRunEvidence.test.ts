// What a run of image tests keeps: exactly the bytes that reached the model APIs, the original once, and no picture anywhere else.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { imageSize } from 'image-size';
import { readTestResult, readTestTranscript } from '../../../storedTests';
import type { RecordedImage } from '../../../../src/shared/results/picture';
import { jpegExif, jpegWith, secret } from '../images/pictureFixture';
import { ImageRunFixture, runFile, sha256, testsOf, type ImageRun } from './imageRunFixture';
import { drawStreet, pictureBenchmark, pictureTasks, size } from './pictureTasks';

/** Files of the run folder, relative, with `/`. */
async function filesOf({ runDirectory }: ImageRun): Promise<string[]> {
  const entries = await readdir(runDirectory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(runDirectory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** A file, and what is packed into it. */
function unpacked(path: string, bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (!path.endsWith('.html')) return text;
  const parts = [...text.matchAll(/<script type="text\/plain"[^>]*>([A-Za-z0-9+/=]+)<\/script>/g)];
  assert.ok(parts.length > 1, 'the page has its data');
  return [text, ...parts.map(([, packed]) => gunzipSync(Buffer.from(packed!, 'base64')).toString('latin1'))].join('\n');
}

describe('the pictures of a run', () => {
  const models = ['openai~gpt-4o', 'anthropic~claude-sonnet-4-5', 'gemini~gemini-2.5-flash', 'qwen2.5vl:7b'];
  const tasks = pictureTasks.filter(({ id }) => id === 'box-near' || id === 'count-right');
  const street = drawStreet();
  let fixture: ImageRunFixture;
  let run: ImageRun;

  before(async () => {
    fixture = await ImageRunFixture.make({
      'street.png': street,
      'copy of street.png': street,
      'small.png': createCanvas(80, 60).toBuffer('image/png'),
    });
    const file = JSON.parse(pictureBenchmark(models, { tasks })) as { prompts: { image: unknown }[] };
    const [box, count] = file.prompts;
    // The same picture under another name, and two in one prompt.
    file.prompts.push(
      { ...count!, image: 'pictures/copy of street.png' },
      { ...box!, image: ['pictures/street.png', 'pictures/small.png'] },
    );
    run = await fixture.run(JSON.stringify(file), { resultImages: true });
  });
  after(() => fixture?.remove());

  it('are what reached the model APIs, byte for byte, with their width and height', async () => {
    for (const model of models.map((name) => (name.includes('~') ? name : `ollama~${name}`))) {
      assert.ok(
        testsOf(run, model).every((test) => test.verdict === 'correct'),
        model,
      );
      for (const index of [1, 2, 3, 4]) {
        const { images, prompt, attempts } = await readTestResult(run.runDirectory, model, index);
        const calls = fixture.servers.calls.filter(
          (one) => model.endsWith(`~${one.model}`) && one.prompt === prompt && one.pictures.length === images.length,
        );
        // The second and the third say and show the same.
        assert.equal(calls.length, index === 2 || index === 3 ? 2 : 1, `${model} #${index}`);
        assert.deepEqual([attempts, images.length], [1, index === 4 ? 2 : 1]);
        for (const [position, { sent, source }] of images.entries()) {
          const received = calls[0]!.pictures[position]!;
          assert.equal(sha256(received.bytes), sent.sha256);
          assert.deepEqual(
            [received.width, received.height, received.bytes.length],
            [sent.width, sent.height, sent.bytes],
          );
          assert.ok(received.mediaType === null || received.mediaType === sent.mediaType);
          assert.ok(
            (await runFile(run, sent.file)).equals(received.bytes),
            `${sent.file} is not what was sent for ${source}`,
          );
        }
      }
    }
  });

  it('are kept once: the original as it came, and what is sent where that is another', async () => {
    const { images } = JSON.parse((await runFile(run, 'images/images.json')).toString('utf8')) as {
      images: RecordedImage[];
    };
    const [first, copy, small] = ['street.png', 'copy of street.png', 'small.png'].map((name) =>
      images.find(({ source }) => source === `pictures/${name}`)!,
    );
    assert.ok((await runFile(run, first!.file)).equals(street));
    assert.deepEqual([first!.width, first!.height, first!.sha256], [size.width, size.height, sha256(street)]);
    assert.deepEqual({ ...copy!, source: '' }, { ...first!, source: '' });
    assert.equal(small!.sent.file, small!.file);
    assert.deepEqual(
      (await filesOf(run)).filter((path) => path.startsWith('images/')),
      [first!.file, first!.sent.file, small!.file, 'images/images.json'].sort(),
    );
  });

  it('are named in the transcript as the request had them, and are in no other file', async () => {
    const transcript = await readTestTranscript(run.runDirectory, 'openai~gpt-4o', 4);
    const { images } = await readTestResult(run.runDirectory, 'openai~gpt-4o', 4);
    assert.deepEqual(
      transcript.attempts[0]!.request.messages[0]!.images,
      images.map(({ sent }) => sent),
    );
    const pictures = new Map<string, Buffer>();
    for (const { file, sent } of images)
      for (const path of [file, sent.file]) pictures.set(path, await runFile(run, path));
    assert.equal(pictures.size, 3);
    const others = (await filesOf(run)).filter((path) => !pictures.has(path));
    assert.ok(
      others.includes('index.html') &&
        others.includes('events.jsonl') &&
        others.some((path) => path.startsWith('tests/')) &&
        others.some((path) => path.startsWith('result-images/')),
    );
    for (const path of others) {
      const text = unpacked(path, await runFile(run, path));
      assert.ok(!/data:image\/|"base64"|"b64"/.test(text) || path === 'index.html', `${path} has a picture in it`);
      for (const [name, bytes] of pictures) {
        const middle = Math.floor(bytes.length / 2);
        const base64 = bytes.toString('base64');
        assert.ok(
          !text.includes(base64.slice(60, 100)) && !text.includes(base64.slice(-80, -40)),
          `${path} has ${name} in base64`,
        );
        assert.ok(!text.includes(bytes.subarray(middle, middle + 24).toString('latin1')), `${path} has ${name}`);
      }
    }
  });

  it('lead from a test to its picture', async () => {
    const { links, images } = await readTestResult(run.runDirectory, 'openai~gpt-4o', 1);
    assert.equal(links.image, images[0]!.file);
    assert.ok(
      (await loadImage(await runFile(run, links.resultImage))).width >= size.width,
      'the result image shows the picture at its own size',
    );
  });
});

/** The box around what is red in a picture, as somebody sees it who looks at the pixels: px of it. */
async function redBox(bytes: Buffer): Promise<[number, number, number, number]> {
  const image = await loadImage(bytes);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const box: [number, number, number, number] = [image.width, image.height, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (!(data[at]! > 180 && data[at + 1]! < 80 && data[at + 2]! < 80)) continue;
    const [x, y] = [(at / 4) % image.width, Math.floor(at / 4 / image.width)];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x + 1);
    box[3] = Math.max(box[3], y + 1);
  }
  return box;
}

describe('a photograph that was taken with the camera turned', () => {
  const upright = { width: 1600, height: 1200 };
  /** px of the picture as people see it. */
  const truth = [200, 700, 700, 1000] as const;

  /** As the camera stores it: turned a quarter to the left, and a note to turn it back (orientation 6). */
  function photograph(): Buffer {
    const canvas = createCanvas(upright.height, upright.width);
    const pen = canvas.getContext('2d');
    pen.translate(0, upright.width);
    pen.rotate(-Math.PI / 2);
    pen.fillStyle = '#dde6d5';
    pen.fillRect(0, 0, upright.width, upright.height);
    pen.fillStyle = '#e01010';
    pen.fillRect(truth[0], truth[1], truth[2] - truth[0], truth[3] - truth[1]);
    return jpegWith(canvas.toBuffer('image/jpeg', 92), jpegExif(6));
  }

  it('is shown upright, and truth in upright px scores right for who looks at what was sent', async () => {
    const stored = photograph();
    assert.ok(stored.includes(Buffer.from(secret, 'latin1')));
    const { width, height, orientation } = imageSize(stored);
    assert.deepEqual([width, height, orientation], [upright.height, upright.width, 6]);
    const fixture = await ImageRunFixture.make({ 'photo.jpg': stored });
    try {
      fixture.servers.reply = async ({ pictures }) => ({
        text: JSON.stringify({ objects: [{ label: 'red', box: await redBox(pictures[0]!.bytes) }] }),
      });
      for (const [image_size, sent] of [
        ['shared', [1024, 768]],
        ['native', [1600, 1200]],
      ] as const) {
        const run = await fixture.run(
          JSON.stringify({
            benchmark_name: 'Photo',
            purpose: 'A test.',
            base_prompt: 'Where is the red field?',
            models: ['openai~gpt-4o'],
            image_size,
            prompts: [{ image: 'pictures/photo.jpg', test_type: 'box', expectation: { box: truth, iou: 0.95 } }],
          }),
        );
        const [test] = testsOf(run, 'openai~gpt-4o');
        const { reason, images } = await readTestResult(run.runDirectory, 'openai~gpt-4o', 1);
        assert.deepEqual([test!.verdict, reason], ['correct', undefined]);
        assert.ok(test!.score! > 0.97, `${image_size}: IoU ${test!.score}`);
        assert.deepEqual([images[0]!.width, images[0]!.height], [upright.width, upright.height]);
        // Short edge 768 for OpenAI's models.
        assert.deepEqual([images[0]!.sent.width, images[0]!.sent.height], sent);
        for (const path of (await filesOf(run)).filter((one) => one.startsWith('images/'))) {
          assert.ok(
            !(await runFile(run, path)).includes(Buffer.from(secret, 'latin1')),
            `${path} says where it was taken`,
          );
        }
      }
    } finally {
      await fixture.remove();
    }
  });
});
