// The engine of Tesseract as a part of a program: how it is stopped, what it needs and lacks, and how it ends with its owner.

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
import { listenedAsk, providerErrorOf, type Heard } from '../../../servers/listenedAsk';
import { loadTestFont } from '../../../servers/sentPicture';
import { sentences, textPicture } from './textPicture';

const distDirectory = join(import.meta.dirname, '..', '..', '..', '..', 'dist');

describe('the engine of tesseract', () => {
  before(async () => {
    await Promise.all([buildTesseract(join(distDirectory, 'tesseract')), loadTestFont()]);
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
