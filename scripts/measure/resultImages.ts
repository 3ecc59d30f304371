// What the result images of text tests cost beside encoding the same pictures in a bare loop, and what they do to the main thread's clock.
// Prints ratios; absolute times say more of the machine than of us. Needs a build. Use: npx tsx scripts/measure/resultImages.ts [tests]

import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage, type Canvas } from '@napi-rs/canvas';
import { createResultImages } from '../../src/core/resultImage/resultImages';
import { exampleResult } from '../../test/unit/core/resultImage/resultImageFixture';

const count = Number(process.argv[2] ?? 500);
const distDirectory = resolve('dist');
const folder = await mkdtemp(join(tmpdir(), 'isb-result-images-'));
try {
  const directories = await writeTests();
  const images = createResultImages(distDirectory);
  const lags = watchClock();
  const startedAt = performance.now();
  for (const directory of directories) images.draw(directory);
  const queuedMs = performance.now() - startedAt;
  const outcome = await images.drained();
  const poolMs = performance.now() - startedAt;
  const { peakMb, ...lag } = lags.stop();
  await images.dispose();

  const pictures: Canvas[] = [];
  let bytes = 0;
  for (const directory of directories.slice(0, 100)) {
    const image = await loadImage(join(directory, 'result.png'));
    bytes += (await stat(join(directory, 'result.png'))).size;
    const canvas = createCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    canvas.data();
    pictures.push(canvas);
  }
  const bareStartedAt = performance.now();
  let bareBytes = 0;
  for (let at = 0; at < count; at++) bareBytes += pictures[at % pictures.length]!.encodeSync('png').length;
  const bareMs = performance.now() - bareStartedAt;

  console.log(
    `${outcome.drawn} result images drawn, ${outcome.failed} failed, ${(await readdir(directories[0]!)).join(' and ')} in a test's folder`,
  );
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

async function writeTests(): Promise<string[]> {
  const directories: string[] = [];
  for (let index = 1; index <= count; index++) {
    const directory = join(folder, 'run', 'tests', 'openai~gpt-4o', String(index).padStart(4, '0'));
    await mkdir(directory, { recursive: true });
    const isRight = index % 3 !== 0;
    const result = exampleResult({
      index,
      prompt: `Write one Python expression for the task and nothing else.\nTask: add ${index} and ${index * 7}, then multiply by ${index % 9}`,
      response: `\`\`\`python\nprint((${index} + ${index * 7}) * ${index % 9})\n\`\`\`\nThis adds the two numbers first.`,
      expected: String(index * 8 * (index % 9)),
      got: String(index * 8 * (index % 9) + (isRight ? 0 : 1)),
      ...(isRight
        ? {}
        : { verdict: 'incorrect', score: 0, reason: `The program printed something else than ${index * 8}.` }),
    });
    await writeFile(join(directory, 'result.json'), JSON.stringify(result, null, 2));
    directories.push(directory);
  }
  return directories;
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
