// The adapter for Tesseract, an OCR engine that ships with the product: no language model, no network, no key. It reads what is written on a picture
// and finds words on it, which is what vision models are held against. It never sees the prompt's text.

import { join } from 'node:path';
import type { TestTypeName } from '../../shared/run/benchmark';
import { TesseractEngine, UnreadablePicture, type Reading } from '../tesseract/tesseractEngine';
import { emptyReply } from './emptyReply';
import { ProviderError } from './provider';
import type { Connection, ModelRequest, Provider } from './provider';
import { allUnsaid } from './sayParameters';
import { boxAnswer, pointAnswer, textAnswer } from './tesseractAnswer';
import { messageOf } from '../../shared/text/messageOf';

/** What an OCR engine can answer at all. */
const testTypes: readonly TestTypeName[] = ['ocr', 'point', 'box'];

/** It reads, and finds words; anything else it can't be asked. */
export function reasonNotToAskTesseract({
  testType,
  variables,
}: Pick<ModelRequest, 'testType' | 'variables'>): string | null {
  if (!testTypes.includes(testType))
    return `Tesseract reads text and finds words (${testTypes.join(', ')}); it can't do ${testType}.`;
  if (testType === 'ocr' || phraseOf(variables) !== '') return null;
  return 'Tesseract finds only words: the prompt names none with a dynamic variable `word`.';
}

function phraseOf(variables: ModelRequest['variables']): string {
  return String(variables.word ?? '').trim();
}

/** The engine and its one language, as a run states them. A unit test holds them to what is installed and built. */
export const tesseractVersion = 'tesseract.js 7.0.0';
const languages: ReadonlyMap<string, string> = new Map([['eng', 'eng 4.0.0_best_int']]);

/** The names after `tesseract~`. */
export const tesseractLanguages = [...languages.keys()];

/** Makes the adapter; the engine is started at the first question and ended by `dispose`. Throws when the product's folder is not known. */
export function connectTesseract(connection: Connection): Promise<Provider> {
  const { distDirectory } = connection;
  if (distDirectory === undefined)
    return Promise.reject(new Error('Tesseract needs the folder that Iso Speed Bench is built into.'));
  const engine = new TesseractEngine(join(distDirectory, 'tesseract'));
  return Promise.resolve({
    async ask(request, listener, signal) {
      signal.throwIfAborted();
      const language = languageOf(request.model.name);
      const answer = answerer(request);
      listener.onSent({
        url: `tesseract://${request.model.name}`,
        parameters: { engine: tesseractVersion, language },
        ...allUnsaid(request.model.parameters),
      });
      const readings: Reading[] = [];
      try {
        if (isWarmUp(request))
          readings.push({ page: { text: '', lines: [] }, loadMs: await engine.load(signal), readMs: 0 });
        for (const image of imagesRead(request))
          readings.push(await engine.read(Buffer.from(image.base64, 'base64'), signal));
      } catch (error) {
        signal.throwIfAborted();
        throw toProviderError(error);
      }
      listener.onHeaders({});
      listener.onChunk();
      listener.onText('answer', answer(readings));
      const [load, evaluation] = [sumOf(readings, 'loadMs'), sumOf(readings, 'readMs')];
      return {
        ...emptyReply(),
        finishReason: 'stop',
        model: `tesseract~${request.model.name}`,
        serverTimings: { total: load + evaluation, load, evaluation },
      };
    },
    dispose: () => engine.dispose(),
  });
}

function languageOf(name: string): string {
  const language = languages.get(name);
  if (language !== undefined) return language;
  throw new ProviderError(
    'api',
    `Tesseract has no language data "${name}" here. There is ${tesseractLanguages.map((one) => `tesseract~${one}`).join(', ')}.`,
    false,
    404,
  );
}

/** The call before the first test asks for nothing but to get ready: it has no picture. */
function isWarmUp({ promptIndex, images }: ModelRequest): boolean {
  return promptIndex === 0 && images.length === 0;
}

/** What is made of the readings. Throws before any picture is read when the test is none that can be answered. */
function answerer(request: ModelRequest): (readings: readonly Reading[]) => string {
  if (isWarmUp(request)) return (readings) => textAnswer(readings.map((reading) => reading.page));
  if (ownImages(request).length === 0)
    throw new ProviderError('api', 'Tesseract reads pictures, and the prompt has none. Give it an image.', false, 400);
  const reason = reasonNotToAskTesseract(request);
  if (reason !== null) throw new ProviderError('api', reason, false, 400);
  if (request.testType === 'ocr') return (readings) => textAnswer(readings.map((reading) => reading.page));
  const write = request.testType === 'point' ? pointAnswer : boxAnswer;
  return (readings) => write(readings[0]!.page, phraseOf(request.variables));
}

/** Places are those of the first picture, so that no other is read for them. */
function imagesRead(request: ModelRequest): ModelRequest['images'] {
  const images = ownImages(request);
  return request.testType === 'ocr' ? images : images.slice(0, 1);
}

/** The pictures of the question, which come last: it reads no conversation. */
function ownImages({ messages, images }: ModelRequest): ModelRequest['images'] {
  const own = messages.at(-1)?.images?.length ?? 0;
  return images.slice(images.length - own);
}

function toProviderError(error: unknown): ProviderError {
  const said = messageOf(error);
  if (error instanceof UnreadablePicture)
    return new ProviderError('api', `Tesseract can't open the picture: ${said}`, false, 400, undefined, {
      cause: error,
    });
  return new ProviderError('api', `Tesseract failed: ${said}`, false, undefined, undefined, { cause: error });
}

function sumOf(readings: readonly Reading[], name: 'loadMs' | 'readMs'): number {
  return readings.reduce((sum, reading) => sum + reading[name], 0);
}
