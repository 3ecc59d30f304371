// What the result images of text tests cost beside encoding the same pictures in a bare loop, and what they do to the main thread's clock.
// Prints ratios; absolute times say more of the machine than of us. Needs a build. Use: npx tsx scripts/measure/resultImages.ts [tests]

import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { AppendedFile } from '../../src/core/files/appendedFile';
import { createResultImages } from '../../src/core/resultImage/resultImages';
import { resultImageOf, type TestAt } from '../../src/core/runFolder/readTest';
import { testsFileName } from '../../src/core/runFolder/runFolderPaths';
import { formatTestLine } from '../../src/core/runFolder/testLine';
import type { TestResult } from '../../src/shared/results/testResult';
import { exampleResult } from '../../test/unit/core/resultImage/resultImageFixture';

const count = Number(process.argv[2] ?? 500);
const distDirectory = resolve('dist');
const folder = await mkdtemp(join(tmpdir(), 'isb-result-images-'));
try {
  const runDirectory = join(folder, 'run');
  const tests = await writeTests(runDirectory);
  const images = createResultImages(distDirectory);
  const lags = watchClock();
  const startedAt = performance.now();
  for (const test of tests) images.draw(runDirectory, test);
  const queuedMs = performance.now() - startedAt;
  const outcome = await images.drained();
  const poolMs = performance.now() - startedAt;
  const { peakMb, ...lag } = lags.stop();
  await images.dispose();

  const pictures: Canvas[] = [];
  let bytes = 0;
  for (const test of tests.slice(0, 100)) {
    const path = join(runDirectory, resultImageOf(test));
    const image = await loadImage(path);
    bytes += (await stat(path)).size;
    const canvas = createCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    canvas.data();
    pictures.push(canvas);
  }
  const bareStartedAt = performance.now();
  let bareBytes = 0;
  for (let at = 0; at < count; at++) bareBytes += pictures[at % pictures.length]!.encodeSync('png').length;
  const bareMs = performance.now() - bareStartedAt;

  console.log(`${outcome.drawn} result images drawn, ${outcome.failed} failed`);
  console.log(
    `bare loop of the library's PNG encoder   ${(bareMs / count).toFixed(1)} ms and ${(bareBytes / count / 1000).toFixed(0)} kB each`,
  );
  console.log(
    `read, draw, encode, write by the threads ${(poolMs / count).toFixed(1)} ms and ${(bytes / pictures.length / 1000).toFixed(0)} kB each = ${(poolMs / bareMs).toFixed(2)} x`,
  );
  console.log(
    `main thread meanwhile: ${queuedMs.toFixed(1)} ms to ask for all, a 5 ms timer late by p50 ${lag.p50.toFixed(1)} ms, p95 ${lag.p95.toFixed(1)} ms; the process had at most ${peakMb.toFixed(0)} MB`,
  );
} finally {
  await rm(folder, { recursive: true });
}

/** The run folder of one model, as far as drawing looks at it. */
async function writeTests(runDirectory: string): Promise<TestAt[]> {
  const model = 'openai~gpt-4o';
  const info = { model, provider: 'openai', providerLabel: 'OpenAI', isSimulated: false };
  const started = { type: 'runStarted', schemaVersion: 2, runId: 'r', benchmarkName: 'b', models: [info], prompts: [] };
  await mkdir(join(runDirectory, 'tests'), { recursive: true });
  await writeFile(join(runDirectory, 'events.jsonl'), `${JSON.stringify(started)}\n`);
  const file = await AppendedFile.open(runDirectory, testsFileName(model));
  const tests = Array.from({ length: count }, (_, position): TestAt => {
    const { links: _links, ...result } = exampleTest(position + 1);
    const { schemaVersion, runId, index } = result;
    const transcript = { schemaVersion, runId, model, index, attempts: [], evaluation: null };
    return { model, index, evidence: file.append(formatTestLine(result, transcript)) };
  });
  await file.write();
  await file.close();
  return tests;
}

function exampleTest(index: number): TestResult {
  const isRight = index % 3 !== 0;
  return exampleResult({
    index,
    prompt: `Write one Python expression for the task and nothing else.\nTask: add ${index} and ${index * 7}, then multiply by ${index % 9}`,
    response: `\`\`\`python\nprint((${index} + ${index * 7}) * ${index % 9})\n\`\`\`\nThis adds the two numbers first.`,
    expected: String(index * 8 * (index % 9)),
    got: String(index * 8 * (index % 9) + (isRight ? 0 : 1)),
    ...(isRight
      ? {}
      : { verdict: 'incorrect', score: 0, reason: `The program printed something else than ${index * 8}.` }),
  });
}

/** How late a timer fires on this thread, ms, and the largest resident memory seen meanwhile. */
function watchClock(): { stop(): { p50: number; p95: number; peakMb: number } } {
  const period = 5;
  const lags: number[] = [];
  let last = performance.now();
  let peak = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - last - period));
    last = now;
    peak = Math.max(peak, process.memoryUsage.rss());
  }, period);
  return {
    stop: () => {
      clearInterval(timer);
      const sorted = lags.sort((a, b) => a - b);
      const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
      return { p50: quantile(0.5), p95: quantile(0.95), peakMb: peak / 1e6 };
    },
  };
}
