// Tesseract as a model API: the real engine, from the built folder, on pictures drawn here, without a network.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildTesseract } from '../../../../scripts/buildTesseract.mjs';
import { connectTesseract, tesseractVersion } from '../../../../src/core/providers/connectTesseract';
import type { Provider, SentImage } from '../../../../src/core/providers/provider';
import type { ReadWord } from '../../../../src/core/tesseract/tesseractPage';
import { characterErrorRate } from '../../../../src/core/scores/textScores';
import { listenedAsk, providerErrorOf, type Heard } from '../../../servers/listenedAsk';
import { blankCanvas, loadTestFont, sentPicture, testFont } from '../../../servers/sentPicture';
import { sentences, textPicture } from './textPicture';

const distDirectory = join(import.meta.dirname, '..', '..', '..', '..', 'dist');
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
    for (const size of [12, 18, 36]) {
      const heard = await ask([textPicture(sentences, { size }).image]);
      assert.equal(heard.error, undefined);
      const { text } = JSON.parse(heard.answer) as { text: string };
      read[size] = text.replace(/\s+/g, ' ');
      errors += characterErrorRate(sentences.join(' '), read[size]!).errors;
    }
    assert.ok(errors <= 3 * 3, JSON.stringify(read, null, 1));
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
});
