// `calibrate` from words to exit code against a server whose models answer in conventions of their own, and `--coordinates` of `run`.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { CliContext } from '../../../../src/cli/terminal/cliContext';
import type { RunCommand } from '../../../../src/cli/arguments/runOptions';
import { parseArguments } from '../../../../src/cli/arguments/parseArguments';
import { runCli } from '../../../../src/cli/runCli';
import { UsageError } from '../../../../src/cli/arguments/usageError';
import {
  calibrationMarkers,
  calibrationPicture,
  calibrationSize,
} from '../../../../src/core/calibration/calibrationPicture';
import { readCalibrations } from '../../../../src/core/coordinates/calibrationStore';
import { coordinateProfiles } from '../../../../src/core/coordinates/coordinateProfiles';
import { startOpenAiServer } from '../../../servers/startOpenAiServer';
import type { TestServer } from '../../../servers/testServer';

const { width, height } = calibrationSize;
const answers: { [model: string]: string } = {
  'y-first': JSON.stringify(
    calibrationMarkers.map(({ label, x, y }) => ({
      label,
      point: [Math.round((y / height) * 1000), Math.round((x / width) * 1000)],
    })),
  ),
  named: JSON.stringify({
    points: calibrationMarkers.map(({ label, x, y }) => ({ label, x: x / width, y: y / height })),
  }),
  blind: 'I am sorry, I see no picture.',
};

describe('calibrate', () => {
  let folder: string;
  let server: TestServer;
  const pictures: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-cli-'));
    server = await startOpenAiServer({
      reply: (call) => {
        pictures.push(...call.pictures.map(({ bytes }) => bytes.toString('base64')));
        return { text: answers[call.model] ?? '' };
      },
    });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  async function program(words: string): Promise<{ code: number; stdout: string; stderr: string }> {
    const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
    const context: CliContext = {
      cwd: folder,
      environment: { VLLM_BASE_URL: `${server.url}/v1` },
      platform: process.platform,
      stdout: streams.stdout as unknown as NodeJS.WriteStream,
      stderr: streams.stderr as unknown as NodeJS.WriteStream,
      version: '0.0.0',
      distDirectory: folder,
      onInterrupt: () => () => undefined,
    };
    const code = await runCli(words.split(' '), context);
    const said = (stream: PassThrough): string => String((stream.read() as Buffer | null) ?? '');
    return { code, stdout: said(streams.stdout), stderr: said(streams.stderr) };
  }

  it('shows the candidates, chooses, and keeps it for the runs of the folder', async () => {
    const { code, stdout, stderr } = await program('calibrate vllm~y-first --out kept');
    assert.equal(code, 0, stderr);
    assert.match(
      stdout,
      /^vllm~y-first\nprofile +off by +what it means\n─+\ngemini_yx1000 +<0\.1% +y before x, thousandths of each axis\n/,
    );
    assert.match(stdout, /\nChosen: gemini_yx1000\n\nKept in kept.calibration\.json\n$/);
    assert.deepEqual(await readCalibrations(join(folder, 'kept')), { 'vllm~y-first': 'gemini_yx1000' });
    assert.deepEqual(await readdir(join(folder, 'kept')), ['calibration.json']);
    assert.deepEqual(pictures, [calibrationPicture().base64]);
  });

  it('warns of what is ambiguous, which no run uses', async () => {
    const { code, stdout } = await program('calibrate vllm~named --out ambiguous');
    assert.equal(code, 0);
    assert.match(stdout, /Ambiguous, so it is not used\. The model named its axes/);
    assert.deepEqual(await readCalibrations(join(folder, 'ambiguous')), {});
  });

  it('goes on after a model that gives nothing to go by, asks each once, and says so in its exit code', async () => {
    const { code, stdout } = await program('calibrate vllm~blind vllm~y-first vllm~y-first --out several --json');
    assert.equal(code, 3);
    const { models } = JSON.parse(stdout) as {
      models: { model: string; problem?: string; calibration?: { profile: string; candidates: unknown[] } }[];
    };
    assert.deepEqual(
      models.map((one) => [one.model, one.calibration?.profile]),
      [
        ['vllm~blind', undefined],
        ['vllm~y-first', 'gemini_yx1000'],
      ],
    );
    assert.match(models[0]!.problem!, /The answer could not be read: there are no places in the answer/);
    assert.equal(models[1]!.calibration!.candidates.length, coordinateProfiles.length);
  });

  it('refuses before it asks: no model, an unknown API, a missing key, a damaged file', async () => {
    const asked = pictures.length;
    assert.match((await program('calibrate')).stderr, /calibrate needs at least one model/);
    assert.match((await program('calibrate nowhere~x')).stderr, /nowhere/);
    assert.match((await program('calibrate openai~gpt-4o')).stderr, /OPENAI_API_KEY: needed by openai~gpt-4o/);
    await writeFile(join(folder, 'several', 'calibration.json'), '{');
    const { code, stderr } = await program('calibrate vllm~y-first --out several');
    assert.deepEqual([code, /calibration\.json is not JSON/.test(stderr)], [2, true]);
    assert.equal(pictures.length, asked);
  });
});

describe('--coordinates', () => {
  it('is a profile for each model, the last of several counting', () => {
    const words =
      'run a.yaml --coordinates ollama~qwen2.5vl:7b=xy1000 --coordinates vllm~a=b=unit --coordinates qwen2.5vl:7b=pixels';
    assert.deepEqual((parseArguments(words.split(' ')) as RunCommand).coordinates, {
      'ollama~qwen2.5vl:7b': 'pixels',
      'vllm~a=b': 'unit',
    });
    assert.equal((parseArguments(['run', 'a.yaml']) as RunCommand).coordinates, undefined);
  });

  it('refuses what is no profile of a model', () => {
    assert.throws(
      () => parseArguments(['run', 'a.yaml', '--coordinates', 'gpt-4o']),
      (error) => error instanceof UsageError && error.message.includes('must be MODEL=PROFILE, not "gpt-4o"'),
    );
    assert.throws(
      () => parseArguments(['run', 'a.yaml', '--coordinates', 'gpt-4o=px']),
      (error) =>
        error instanceof UsageError &&
        /no coordinate profile "px"/.test(error.message) &&
        error.message.includes('gemini_yx1000'),
    );
  });
});

describe('the setting isoSpeedBench.coordinates', () => {
  it('offers every profile, as it is described', async () => {
    interface Manifest {
      contributes: {
        configuration: {
          properties: {
            'isoSpeedBench.coordinates': { additionalProperties: { enum: string[]; enumDescriptions: string[] } };
          };
        };
      };
    }
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
    const offered = manifest.contributes.configuration.properties['isoSpeedBench.coordinates'].additionalProperties;
    assert.deepEqual(
      offered.enum,
      coordinateProfiles.map(({ id }) => id),
    );
    assert.deepEqual(
      offered.enumDescriptions,
      coordinateProfiles.map(({ description }) => description),
    );
  });
});
