// A run of a benchmark with variants of its base prompt: what each row is asked, what is recorded, and what works on its folder afterwards.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importRun } from '../../../../src/core/jobs/importRun';
import { rescoreRun } from '../../../../src/core/jobs/rescoreRun';
import { resumeRun } from '../../../../src/core/run/resumeRun';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { readBenchmarkText } from '../../../../src/core/runFolder/readBenchmarkText';
import { readManifest } from '../../../../src/core/runFolder/readManifest';
import { compareRuns } from '../../../../src/shared/comparing/compareRuns';
import type { RunState } from '../../../../src/shared/run/runState';
import { distDirectory, never, recorder, rescoreRequest, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

const basePrompt = { short: 'Say {{word}}', long: 'Please say {{word}}' };
const models = ['openai~a', { model: 'openai~a', label: 'hot', parameters: { temperature: 1 } }, 'ollama~b'];
const parts = {
  models,
  prompts: words('one', 'two'),
  more: { base_prompt: basePrompt, parameters: { temperature: 0 } },
};

const rowNames = [
  'openai~a [short]',
  'openai~a [long]',
  'openai~a [hot, short]',
  'openai~a [hot, long]',
  'ollama~b [short]',
  'ollama~b [long]',
];

const named = ({ models: rows }: Pick<RunState, 'models'>): string[] => rows.map(({ model }) => model);
const verdicts = ({ models: rows }: RunState): string[] =>
  rows.map(({ tests }) => tests.map(({ verdict }) => verdict.charAt(0)).join(''));
/** Right for the short variant only. */
const answer = (prompt: string): string => (prompt.startsWith('Say ') ? prompt.slice(4) : 'Well, no');

describe('a run with variants of the base prompt', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('asks each row with its own text, and says of what it was made', async () => {
    const [openai, ollama] = [await runs.openAi({ answer }), await runs.ollama({ answer })];
    const { state, runDirectory } = await runs.run(parts);
    assert.deepEqual(named(state), rowNames);
    assert.deepEqual(verdicts(state), ['cc', 'ii', 'cc', 'ii', 'cc', 'ii']);
    const asked = openai.requests.map(({ body }) => [
      (body['messages'] as { content: string }[])[0]!.content,
      body['temperature'],
    ]);
    const wanted = ['one', 'two'].flatMap((word) =>
      [`Say ${word}`, `Please say ${word}`].flatMap((text) => [0, 1].map((temperature) => [text, temperature])),
    );
    assert.deepEqual(asked.map(String).sort(), wanted.map(String).sort());
    const local = ollama.requests.flatMap(
      ({ body }) => (body['messages'] as { content: string }[])?.[0]?.content ?? [],
    );
    // A model that is loaded is asked all it has to be asked first.
    assert.deepEqual(local, ['Say one', 'Say two', 'Please say one', 'Please say two']);
    const manifest = await readManifest(runDirectory);
    assert.deepEqual(
      manifest.models.map(({ model, label, variant }) => [model, label ?? null, variant]),
      rowNames.map((model, at) => [model, model.includes('hot') ? 'hot' : null, at % 2 === 0 ? 'short' : 'long']),
    );
    const reasons = manifest.iso!.reasons.join('\n');
    assert.match(
      reasons,
      /the base prompt was not the same for all rows: short for openai~a \[short\], .* and long for /,
    );
    assert.match(reasons, /temperature/);
    const { basePrompt: written } = await readBenchmarkText(runDirectory, state.prompts);
    assert.equal(written, '[short]\nSay {{word}}\n\n[long]\nPlease say {{word}}\n');
  });

  it('is iso within a variant where nothing else was unequal', async () => {
    await runs.openAi({ answer });
    const { runDirectory } = await runs.run({ ...parts, models: ['openai~a', 'openai~c'] });
    assert.deepEqual((await readManifest(runDirectory)).iso, {
      holds: false,
      reasons: [
        'not iso because the base prompt was not the same for all rows: short for openai~a [short], openai~c [short] and long for openai~a [long], openai~c [long]. Within a variant everything that must be equal was',
      ],
    });
  });

  it('can be resumed, judged again, exported, imported and compared', async () => {
    let isHanging = true;
    const server = await runs.openAi({
      reply: ({ prompt }) =>
        isHanging && prompt === 'Please say two' ? { hang: 'beforeHeaders' } : { text: answer(prompt) },
    });
    const parted = { ...parts, models: models.slice(0, 2) };
    const stop = new AbortController();
    const listener = recorder((event) => {
      if (event.type === 'testFinished' && event.model === 'openai~a [short]' && event.index === 2) stop.abort();
    });
    const begun = await runs.run(parted, { concurrency: { openai: 1 } }, listener, stop.signal);
    assert.equal(begun.state.status, 'cancelled');
    const { runDirectory } = begun;
    const before = server.requests.length;
    isHanging = false;
    const { state } = await resumeRun({ ...runs.request(parted), runDirectory, retryErrors: false }, recorder(), never);
    assert.deepEqual(verdicts(state), ['cc', 'ii', 'cc', 'ii']);
    assert.ok(server.requests.length - before < 8);

    const {
      state: judged,
      judged: count,
      changed,
    } = await rescoreRun(rescoreRequest(runDirectory), () => undefined, never);
    assert.deepEqual([count, changed, verdicts(judged)], [8, 0, ['cc', 'ii', 'cc', 'ii']]);

    const [short, long] = rowNames;
    const whole = { name: 'run', state, manifest: await readManifest(runDirectory) };
    const [comparison] = compareRuns([
      { ...whole, model: short! },
      { ...whole, model: long! },
    ]);
    assert.equal(comparison!.pairing.by, 'hash');
    assert.equal(comparison!.models[0]!.worsened.length, 2);
    const told = comparison!.notEqual.find(({ what }) => what.startsWith('base prompt'))!;
    assert.match(`${told.base} ${told.other}`, /^short \(text [0-9a-f]{8}\) long \(text [0-9a-f]{8}\)$/);

    const reportText = await readFile(join(runDirectory, 'report.json'), 'utf8');
    const benchmark = {
      text: await readFile(join(runDirectory, 'benchmark.yaml'), 'utf8'),
      fileName: 'benchmark.yaml',
      place: { benchmarkFolder: runs.fixture.folder, filesRoot: null },
    };
    const imported = await importRun({
      reportText,
      reportName: 'report.json',
      benchmark,
      runsDirectory: runs.fixture.runsDirectory,
      distDirectory,
    });
    const { state: again } = await openRun(imported);
    assert.deepEqual(named(again), rowNames.slice(0, 4));
    assert.deepEqual(verdicts(again), ['cc', 'ii', 'cc', 'ii']);
    assert.deepEqual(
      again.models.map(({ label, variant, variantHash }) => [label, variant, variantHash]),
      state.models.map(({ label, variant, variantHash }) => [label, variant, variantHash]),
    );
    assert.deepEqual(
      again.prompts.map(({ hash }) => hash),
      state.prompts.map(({ hash }) => hash),
    );
  });

  it('asks only the variant that is named, and goes on with that', async () => {
    await runs.openAi({ answer });
    const { state } = await runs.run({ ...parts, models: models.slice(0, 2) }, { models: ['openai~a [hot, long]'] });
    assert.deepEqual(named(state), ['openai~a [hot, long]']);
  });
});
