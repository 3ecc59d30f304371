import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import {
  createRunFolder,
  modelFolderName,
  resultImageName,
  runFolderName,
  testDirectoryName,
  testsFileName,
} from '../../../../src/core/runFolder/runFolderPaths';

describe('the names of what is kept of a test', () => {
  it('are those of its model, and of a picture also its own', () => {
    assert.equal(testsFileName('openai~gpt-4o'), 'tests/openai~gpt-4o.jsonl');
    assert.equal(resultImageName('openai~gpt-4o', 7, false), 'result-images/openai~gpt-4o/openai~gpt-4o-0007.png');
    assert.equal(resultImageName('openai~gpt-4o', 7, true), 'tests/openai~gpt-4o/0007/result.png');
  });

  it('are short enough for every file system, whatever the letters', () => {
    for (const letter of ['a', 'é', '中', '𠀀']) {
      const model = `openai~${letter.repeat(200)}`;
      const run = `${runFolderName(new Date(), letter.repeat(200))}-12`;
      for (const name of [testsFileName(model), resultImageName(model, 123_456, false), run])
        assert.ok(Buffer.byteLength(basename(name)) <= 255, `${Buffer.byteLength(basename(name))} of ${letter}`);
    }
  });
});

describe('run folder names', () => {
  const startedAt = new Date(2026, 10, 21, 17, 45, 3);

  it('say when and what, without spaces', () => {
    assert.equal(runFolderName(startedAt, 'Simple math: a first look'), '2026-11-21_17-45-03_simple-math-a-first-look');
    assert.equal(runFolderName(startedAt, '../../etc/passwd'), '2026-11-21_17-45-03_etc-passwd');
    assert.equal(runFolderName(startedAt, '简单的数学'), '2026-11-21_17-45-03_简单的数学');
    assert.equal(runFolderName(startedAt, ' ?? '), '2026-11-21_17-45-03_benchmark');
  });

  it('keep a plain model readable and tell others apart by a hash', () => {
    assert.equal(modelFolderName('openai~gpt-4o'), 'openai~gpt-4o');
    assert.match(modelFolderName('ollama~llama3:8b'), /^ollama~llama3-8b-[0-9a-f]{6}$/);
    assert.notEqual(modelFolderName('ollama~llama3:8b'), modelFolderName('ollama~llama3/8b'));
    assert.notEqual(modelFolderName('vllm~Org/Model').toLowerCase(), modelFolderName('vllm~org/model').toLowerCase());
  });

  it('never clash where a file system takes two names for one that differ in case only', () => {
    const inCases = (text: string, isUpper: readonly boolean[]): string =>
      [...text]
        .map((letter, position) => (isUpper[position % isUpper.length] ? letter.toUpperCase() : letter.toLowerCase()))
        .join('');
    const cases = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    const name = fc.string({ unit: fc.constantFrom(...'abzABZ09-._:/ üÜßσΣé'), minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(name, cases, cases, (text, a, b) => {
        const [one, other] = [`p~${inCases(text, a)}`, `p~${inCases(text, b)}`];
        if (one === other) return;
        assert.notEqual(modelFolderName(one).toLowerCase(), modelFolderName(other).toLowerCase());
      }),
    );
    assert.notEqual(modelFolderName('p~A').toLowerCase(), modelFolderName('p~a'));
  });

  it('never leave the folder and never clash, for any model name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.string({ unit: 'binary', maxLength: 300 }),
        (a, b) => {
          const [one, other] = [modelFolderName(`p~${a}`), modelFolderName(`p~${b}`)];
          assert.match(one, /^[^/\\:*?"<>|\s\p{Cc}]+$/u);
          assert.ok(!one.startsWith('.') && !one.endsWith('.') && Buffer.byteLength(one) < 255, one);
          if (a !== b) assert.notEqual(one.toLowerCase(), other.toLowerCase());
        },
      ),
    );
  });

  it('pad the index and count from 1', () => {
    assert.equal(testDirectoryName('openai~gpt-4o', 7), 'tests/openai~gpt-4o/0007');
    assert.equal(testDirectoryName('openai~gpt-4o', 12345), 'tests/openai~gpt-4o/12345');
  });

  it('get a number when the second is taken', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'isb-'));
    try {
      const runs = join(parent, 'not', 'there', 'yet');
      const made = [
        await createRunFolder(runs, 'a'),
        await createRunFolder(runs, 'a'),
        await createRunFolder(runs, 'a'),
      ];
      assert.deepEqual(
        made.map((one) => one.runId),
        ['a', 'a-2', 'a-3'],
      );
      assert.deepEqual((await readdir(runs)).sort(), ['a', 'a-2', 'a-3']);
    } finally {
      await rm(parent, { recursive: true });
    }
  });
});
