// Tesseract as a model API: the real engine, from the built folder, on pictures drawn here, without a network.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { buildTesseract } from '../../../../scripts/buildTesseract.mjs';
import { connectTesseract, tesseractVersion } from '../../../../src/core/providers/connectTesseract';
import type { Provider, SentImage } from '../../../../src/core/providers/provider';
import type { ReadWord } from '../../../../src/core/tesseract/tesseractPage';
import { characterErrorRate } from '../../../../src/core/scores/textScores';
import { listenedAsk, providerErrorOf, type Heard } from '../../../servers/listenedAsk';
import { blankCanvas, loadTestFont, sentPicture, testFont } from '../../../servers/sentPicture';

const distDirectory = join(import.meta.dirname, '..', '..', '..', '..', 'dist');
const sentences = [
  'The quick brown fox jumps over the lazy dog.',
  'Invoice 2024-117: total $1,482.50',
  'Pack my box with five dozen liquor jugs',
  'Sphinx of black quartz, judge my vow',
];

interface Look {
  size: number;
  color?: string;
  ground?: string;
}

/** Lines of text, and where each of their words stands: its advance, and the height of what is drawn. */
function textPicture(
  lines: readonly string[],
  { size, color = '#000', ground = '#fff' }: Look,
): { image: SentImage; words: Pick<ReadWord, 'text' | 'box'>[] } {
  const { canvas, pen } = blankCanvas(Math.ceil(size * 24) + 40, Math.ceil(lines.length * size * 1.6) + 40, ground);
  pen.font = `${size}px ${testFont}`;
  pen.fillStyle = color;
  const words = lines.flatMap((line, row) => {
    const baseline = 20 + size * 1.1 + row * size * 1.6;
    pen.fillText(line, 20, baseline);
    return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => {
      const start = 20 + pen.measureText(line.slice(0, index)).width;
      const ink = pen.measureText(text);
      return {
        text,
        box: [
          start - ink.actualBoundingBoxLeft,
          baseline - ink.actualBoundingBoxAscent,
          start + ink.actualBoundingBoxRight,
          baseline + ink.actualBoundingBoxDescent,
        ] as ReadWord['box'],
      };
    });
  });
  return { image: sentPicture(canvas), words };
}

const isIn = ({ x, y }: { x: number; y: number }, [x1, y1, x2, y2]: ReadWord['box']): boolean =>
  x >= x1 && x <= x2 && y >= y1 && y <= y2;

describe('tesseract', () => {
  let provider: Provider;
  const ask = (images: SentImage[], spec: Parameters<typeof listenedAsk>[1] = {}): Promise<Heard> =>
    listenedAsk(provider, { model: 'tesseract~eng', testType: 'ocr', images, ...spec });

  before(async () => {
    await Promise.all([buildTesseract(join(distDirectory, 'tesseract')), loadTestFont()]);
    provider = await connectTesseract({ distDirectory });
  });

  after(async () => {
    await provider.dispose?.();
  });

  it('reads clean text of every usual size', async () => {
    const read: { [look: string]: string } = {};
    let errors = 0;
    for (const size of [12, 14, 18, 24, 36, 64]) {
      const heard = await ask([textPicture(sentences, { size }).image]);
      assert.equal(heard.error, undefined);
      const { text } = JSON.parse(heard.answer) as { text: string };
      read[size] = text.replace(/\s+/g, ' ');
      errors += characterErrorRate(sentences.join(' '), read[size]!).errors;
    }
    assert.ok(errors <= 6 * 3, JSON.stringify(read, null, 1));
  });

  it('reads the picture of the question alone, and none of a conversation before it', async () => {
    const [before, own] = ['BEFORE', 'QUESTION'].map((word) => textPicture([word], { size: 28 }).image);
    const named = ({ base64: _bytes, ...file }: SentImage): Omit<SentImage, 'base64'> => file;
    const messages = [
      { role: 'user' as const, content: 'First.', images: [named(before!)] },
      { role: 'assistant' as const, content: 'I see.' },
    ];
    const question = { role: 'user' as const, content: 'Read it.' };
    const read = await ask([before!, own!], { messages: [...messages, { ...question, images: [named(own!)] }] });
    assert.equal((JSON.parse(read.answer) as { text: string }).text.trim(), 'QUESTION');
    const without = await ask([before!], { messages: [...messages, question] });
    assert.match(String(without.error), /the prompt has none/);
  });

  it('reads pale text and text on dark grounds', async () => {
    for (const look of [
      { size: 18, color: '#999' },
      { size: 18, color: '#fff', ground: '#222' },
      { size: 20, color: '#777', ground: '#333' },
    ]) {
      const { text } = JSON.parse((await ask([textPicture(sentences, look).image])).answer) as { text: string };
      const { rate } = characterErrorRate(sentences.join(' '), text.replace(/\s+/g, ' '));
      assert.ok(rate < 0.05, `${JSON.stringify(look)}: ${text}`);
    }
  });

  it('says where each word stands, to a few px', async () => {
    const { image, words } = textPicture(sentences.slice(0, 2), { size: 28 });
    const answer = JSON.parse((await ask([image])).answer) as { words: ReadWord[] };
    assert.deepEqual(
      answer.words.map((word) => word.text),
      words.map((word) => word.text),
    );
    for (const [position, { box, confidence }] of answer.words.entries()) {
      const truth = words[position]!;
      for (const edge of [0, 1, 2, 3] as const)
        assert.ok(
          Math.abs(box[edge] - truth.box[edge]) <= 4,
          `${truth.text}: ${box.join(' ')}, drawn at ${truth.box.join(' ')}`,
        );
      assert.ok(confidence > 0.5 && confidence <= 1);
    }
  });

  it('points to a word, and frames a phrase', async () => {
    const { image, words } = textPicture(['Save your work', 'Cancel the order', 'Sign out now'], { size: 22 });
    const point = JSON.parse((await ask([image], { testType: 'point', variables: { word: 'cancel' } })).answer) as {
      points: { x: number; y: number }[];
    };
    assert.equal(point.points.length, 1);
    assert.ok(isIn(point.points[0]!, words.find((word) => word.text === 'Cancel')!.box));
    const box = JSON.parse((await ask([image], { testType: 'box', variables: { word: 'sign OUT' } })).answer) as {
      objects: { label: string; box: ReadWord['box'] }[];
    };
    const [sign, out] = ['Sign', 'out'].map((text) => words.find((word) => word.text === text)!.box);
    const truth = [sign![0], Math.min(sign![1], out![1]), out![2], Math.max(sign![3], out![3])];
    assert.equal(box.objects[0]!.label, 'Sign out');
    box.objects[0]!.box.forEach((edge, position) =>
      assert.ok(
        Math.abs(edge - truth[position]!) <= 4,
        `${box.objects[0]!.box.join(' ')}, drawn at ${truth.join(' ')}`,
      ),
    );
    assert.deepEqual(JSON.parse((await ask([image], { testType: 'point', variables: { word: 'Delete' } })).answer), {
      points: [],
    });
  });

  it('reads JPEG, WebP and pictures with nothing on them', async () => {
    const { canvas, pen } = blankCanvas(500, 80);
    pen.font = `30px ${testFont}`;
    pen.fillText('Hello there', 20, 50);
    for (const mediaType of ['image/jpeg', 'image/webp'] as const) {
      assert.equal(
        (JSON.parse((await ask([sentPicture(canvas, mediaType)])).answer) as { text: string }).text,
        'Hello there',
      );
    }
    assert.deepEqual(JSON.parse((await ask([sentPicture(blankCanvas(300, 200).canvas)])).answer), {
      text: '',
      words: [],
    });
  });

  it('tells what it does in order, its load at the first question only, and no tokens', async () => {
    const fresh = await connectTesseract({ distDirectory });
    try {
      const { image } = textPicture(['One'], { size: 24 });
      const heard = [
        await listenedAsk(fresh, { model: 'tesseract~eng', testType: 'ocr', images: [image] }),
        await listenedAsk(fresh, { model: 'tesseract~eng', testType: 'ocr', images: [image] }),
      ];
      assert.equal(heard[0]!.order, 'sent headers chunk answer');
      assert.deepEqual(heard[0]!.sent, [
        { url: 'tesseract://eng', parameters: { engine: tesseractVersion, language: 'eng 4.0.0_best_int' } },
      ]);
      const [first, second] = heard.map((one) => one.reply!);
      assert.ok(first!.serverTimings!.load! > 0 && first!.serverTimings!.evaluation! > 0);
      assert.equal(second!.serverTimings!.load, 0);
      assert.deepEqual([first!.tokens.input, first!.tokens.output, first!.stoppedBy], [null, null, 'none']);
    } finally {
      await fresh.dispose?.();
    }
  });

  it('gets ready in a warm-up call, which has no picture', async () => {
    const fresh = await connectTesseract({ distDirectory });
    try {
      const warmUp = await listenedAsk(fresh, {
        model: 'tesseract~eng',
        prompt: 'Reply with the word OK.',
        promptIndex: 0,
      });
      assert.ok(warmUp.reply!.serverTimings!.load! > 0);
      const heard = await listenedAsk(fresh, {
        model: 'tesseract~eng',
        testType: 'ocr',
        images: [textPicture(['One'], { size: 24 }).image],
      });
      assert.equal(heard.reply!.serverTimings!.load, 0);
    } finally {
      await fresh.dispose?.();
    }
  });

  it("refuses what it can't answer, before it starts anything", async () => {
    const { image } = textPicture(['One'], { size: 24 });
    const broken = { ...image, base64: Buffer.from('no picture at all').toString('base64') };
    for (const [spec, images, words] of [
      [{ model: 'tesseract~deu' }, [image], /no language data "deu" here\. There is tesseract~eng\./],
      [{ model: 'tesseract~constructor' }, [image], /no language data "constructor" here/],
      [{}, [], /reads pictures, and the prompt has none/],
      [{ testType: 'count' as const }, [image], /\(ocr, point, box\); it can't do count/],
      [{ testType: 'point' as const }, [image], /names none with a dynamic variable `word`/],
      [{ testType: 'box' as const, variables: { word: '  ' } }, [image], /dynamic variable `word`/],
      [{}, [broken], /can't open the picture/],
    ] as const) {
      const error = providerErrorOf(await ask([...images], spec));
      assert.match(error.message, words);
      assert.deepEqual([error.kind, error.isRetryable], ['api', false]);
    }
    assert.equal((JSON.parse((await ask([image])).answer) as { text: string }).text, 'One', 'and goes on');
  });

  it('stops at once when aborted, and reads the next picture', async () => {
    const fresh = await connectTesseract({ distDirectory });
    const { image } = textPicture(sentences, { size: 60 });
    const askFresh = (signal: AbortSignal): Promise<Heard> =>
      listenedAsk(fresh, { model: 'tesseract~eng', testType: 'ocr', images: [image], signal });
    try {
      // While it loads, while one is read and another waits, and before it begins.
      const loading = new AbortController();
      const first = askFresh(loading.signal);
      loading.abort(new Error('enough'));
      assert.equal(String((await first).error), 'Error: enough');
      assert.equal((await askFresh(new AbortController().signal)).error, undefined);
      const [reading, waiting] = [new AbortController(), new AbortController()];
      const asked = [askFresh(reading.signal), askFresh(waiting.signal), askFresh(new AbortController().signal)];
      waiting.abort(new Error('not that one'));
      assert.equal(String((await asked[1]!).error), 'Error: not that one');
      reading.abort(new Error('nor this'));
      assert.equal(String((await asked[0]!).error), 'Error: nor this');
      assert.match((await asked[2]!).answer, /quick brown fox/);
      assert.equal(String((await askFresh(AbortSignal.abort(new Error('never')))).error), 'Error: never');
    } finally {
      await fresh.dispose?.();
    }
  });

  it('says so when its files are missing or the engine dies', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-ocr-'));
    try {
      const lost = await connectTesseract({ distDirectory: folder });
      const { image } = textPicture(['One'], { size: 24 });
      const missing = await listenedAsk(lost, { model: 'tesseract~eng', testType: 'ocr', images: [image] });
      assert.match(providerErrorOf(missing).message, /files are not at .*tesseract\. Build or install/);
      await mkdir(join(folder, 'tesseract'));
      await writeFile(join(folder, 'tesseract', 'worker.cjs'), 'throw new Error("out of order");');
      assert.match(
        providerErrorOf(await listenedAsk(lost, { model: 'tesseract~eng', testType: 'ocr', images: [image] })).message,
        /Tesseract failed: .*out of order/,
      );
      await lost.dispose?.();
    } finally {
      await rm(folder, { recursive: true });
    }
    await assert.rejects(connectTesseract({}), /needs the folder/);
  });

  // In a process of its own, with nothing but the built folder and the native canvas, and with every way to a network or into another folder shut.
  it('needs no network, no other file and no other process, and ends with its owner', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-ocr-'));
    try {
      await cp(join(distDirectory, 'tesseract'), join(folder, 'dist', 'tesseract'), { recursive: true });
      const native = join(dirname(createRequire(import.meta.url).resolve('@napi-rs/canvas/package.json')), '..');
      await mkdir(join(folder, 'node_modules'));
      await symlink(native, join(folder, 'node_modules', '@napi-rs'), 'junction');
      const { image } = textPicture(['Offline'], { size: 30 });
      await writeFile(join(folder, 'picture.png'), Buffer.from(image.base64, 'base64'));
      await writeFile(join(folder, 'noNetwork.cjs'), noNetwork);
      await writeFile(join(folder, 'main.cjs'), readOnce);
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        ['--require', join(folder, 'noNetwork.cjs'), 'main.cjs'],
        { cwd: folder, timeout: 60_000 },
      );
      assert.deepEqual([stdout.trim(), stderr], ['Offline', '']);
      assert.deepEqual(
        (await readdir(folder)).sort(),
        ['dist', 'main.cjs', 'noNetwork.cjs', 'node_modules', 'picture.png'],
        'nothing is cached',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('lets its process end, although nobody has disposed of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-ocr-'));
    try {
      await writeFile(
        join(folder, 'request.json'),
        JSON.stringify({ distDirectory, image: textPicture(['Bye'], { size: 30 }).image }),
      );
      const adapter = pathToFileURL(
        join(import.meta.dirname, '..', '..', '..', '..', 'src', 'core', 'providers', 'connectTesseract.ts'),
      ).href;
      await writeFile(join(folder, 'ask.mjs'), askOnce(adapter, join(folder, 'request.json')));
      const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(folder, 'ask.mjs')], {
        timeout: 60_000,
      });
      assert.match(stdout, /"text":"Bye"/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('states the versions that are installed and built, and ships the licenses', async () => {
    const { version } = JSON.parse(
      await readFile(createRequire(import.meta.url).resolve('tesseract.js/package.json'), 'utf8'),
    ) as { version: string };
    assert.equal(tesseractVersion, `tesseract.js ${version}`);
    const licenses = await readFile(join(distDirectory, 'tesseract', 'LICENSES.txt'), 'utf8');
    for (const name of [
      'tesseract.js-core',
      'tesseract.js 7',
      '@tesseract.js-data/eng',
      'Leptonica',
      'wasm-feature-detect',
      'Apache License',
    ])
      assert.ok(licenses.includes(name), name);
  });
});

/** Loaded into every thread of the child: whoever tries to reach a network ends it. */
const noNetwork = `
const refuse = (what) => () => { require('node:fs').writeSync(2, 'tried ' + what + new Error().stack); process.exit(9); };
require('node:net').Socket.prototype.connect = refuse('net');
require('node:dns').lookup = refuse('dns');
require('node:child_process').spawn = refuse('spawn');
globalThis.fetch = refuse('fetch');
`;

const askOnce = (adapter: string, request: string): string => `
import { readFileSync } from 'node:fs';
const { connectTesseract } = await import(${JSON.stringify(adapter)});
const { distDirectory, image } = JSON.parse(readFileSync(${JSON.stringify(request)}, 'utf8'));
const provider = await connectTesseract({ distDirectory });
const listener = { onSent() {}, onHeaders() {}, onChunk() {}, onText: (_kind, text) => console.log(text) };
const { base64: _bytes, ...file } = image;
const messages = [{ role: 'user', content: 'Read it.', images: [file] }];
await provider.ask({ model: { name: 'eng', parameters: {} }, testType: 'ocr', messages, images: [image], variables: {} }, listener, new AbortController().signal);
`;

/** Reads one picture and lets go of the engine without ending it: an idle engine must not keep the process. */
const readOnce = `
const { Worker } = require('node:worker_threads');
const { join } = require('node:path');
const directory = join(__dirname, 'dist', 'tesseract');
const worker = new Worker(join(directory, 'worker.cjs'), { workerData: { directory } });
worker.on('message', (message) => {
  if (message.type === 'loaded') worker.postMessage({ image: require('node:fs').readFileSync(join(__dirname, 'picture.png')) });
  else { process.stdout.write(message.page ? message.page.text : message.message); worker.unref(); }
});
`;
