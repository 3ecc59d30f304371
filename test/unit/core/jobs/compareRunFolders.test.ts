// Run folders compared from disk: what the compare page gets, and what it says when that can't be.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareRunFolders, type SideFolder } from '../../../../src/core/jobs/compareRunFolders';
import type { RunManifest } from '../../../../src/shared/runs/runManifest';
import { manifestOf, sketchedEvents, sketchedRun, type Sketch } from '../../shared/run/sketchedRun';

const gpt = 'openai~gpt-4o';
const llama = 'ollama~llama3.2';

describe('comparing run folders', () => {
  let folder: string;
  const steps: string[] = [];
  const compare = (...sides: [id: string, model?: string][]): ReturnType<typeof compareRunFolders> =>
    compareRunFolders(
      sides.map(([id, model], at): SideFolder => ({
        run: `side ${at}`,
        runDirectory: join(folder, id),
        ...(model === undefined ? {} : { model }),
      })),
      (step) => steps.push(step),
    );

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-compare-'));
    steps.length = 0;
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(id: string, rows: Sketch['rows'], changes: Partial<RunManifest> = {}): Promise<void> {
    await mkdir(join(folder, id));
    await writeFile(
      join(folder, id, 'events.jsonl'),
      sketchedEvents({ id, rows })
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(''),
    );
    await writeFile(join(folder, id, 'run.json'), JSON.stringify(manifestOf(sketchedRun({ id, rows }), changes)));
  }

  it('gives both runs, what was not equal and every model', async () => {
    await write('one', { [gpt]: '##', [llama]: '#x' });
    await write('two', { [gpt]: '#x', [llama]: '#x' }, { concurrency: { openai: 4 } });
    const { sides, differences } = await compare(['one'], ['two']);
    assert.deepEqual(
      sides.map(({ run, folderName, promptCount, models }) => [
        run,
        folderName,
        promptCount,
        models.map(({ title }) => title),
      ]),
      [
        ['side 0', 'one', 2, [gpt, llama]],
        ['side 1', 'two', 2, [gpt, llama]],
      ],
    );
    assert.deepEqual(differences[0]!.notEqual, [{ what: 'requests at once to openai', base: '8', other: '4' }]);
    assert.deepEqual(
      differences[0]!.models.map(({ base, worsened, improved }) => [base, worsened, improved]),
      [
        [gpt, 1, 0],
        [llama, 0, 0],
      ],
    );
    assert.deepEqual(steps, ['Reading one', 'Reading two', 'Comparing']);
  });

  it('holds two models of one run against each other, reading it once', async () => {
    await write('one', { [gpt]: '##', [llama]: '#x' });
    const { sides, differences } = await compare(['one', gpt], ['one', llama]);
    assert.deepEqual(
      sides.map(({ model }) => model),
      [gpt, llama],
    );
    assert.deepEqual(
      differences[0]!.models.map(({ base, other, verdicts }) => [base, other, verdicts]),
      [[gpt, llama, { base: '##', other: '#x' }]],
    );
    assert.deepEqual(steps, ['Reading one', 'Comparing']);
  });

  it('tells runs without a common model from ones that can not be read', async () => {
    await write('one', { [gpt]: '##' });
    await write('two', { [llama]: '##' });
    const [difference] = (await compare(['one'], ['two'])).differences;
    assert.deepEqual(
      [difference!.models, difference!.modelsOnlyInBase, difference!.modelsOnlyInOther, difference!.prompts.length],
      [[], [gpt], [llama], 2],
    );
    await mkdir(join(folder, 'empty'));
    await assert.rejects(compare(['one'], ['empty']), /empty is not a run folder: it has no events\.jsonl/);
    await assert.rejects(
      compare(['one', 'openai~gpt-5'], ['two']),
      /The run one has no model openai~gpt-5; it has openai~gpt-4o/,
    );
    await assert.rejects(compare(['one']), /only one run to compare/);
  });

  it('compares without a run.json, and says that it is missing or can not be read', async () => {
    await write('one', { [gpt]: '##' });
    await write('two', { [gpt]: '##' });
    await rm(join(folder, 'one', 'run.json'));
    await writeFile(join(folder, 'two', 'run.json'), '{"schemaVersion": 99}');
    const { sides, differences } = await compare(['one'], ['two']);
    assert.deepEqual(
      sides.map(({ problems }) => problems.length),
      [1, 1],
    );
    assert.match(sides[1]!.problems[0]!, /newer version/);
    assert.equal(differences[0]!.models.length, 1);
  });
});
