// The first benchmarks: each loads without a word of complaint and asks an embedded model.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadResult } from '../../../../src/core/benchmark/loadBenchmark';
import { loadWithImages } from '../../../../src/core/images/loadWithImages';
import { modelApis } from '../../../../src/core/providers/modelApis';
import {
  starterFiles,
  starterKinds,
  starterModel,
  type StarterRequest,
} from '../../../../src/core/writing/starterFiles';
import { writeStarter } from '../../../../src/core/writing/writeStarter';

describe('a first benchmark', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-starter-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const loaded = async (request: StarterRequest): Promise<LoadResult> => {
    const path = await writeStarter(folder, starterFiles(request));
    const place = { benchmarkFolder: folder, filesRoot: folder };
    return loadWithImages(await readFile(path, 'utf8'), { knownProviders: modelApis() }, place);
  };

  for (const kind of starterKinds)
    for (const [name, model] of [
      ['first', starterModel],
      ['Größe 1: "x" #2', 'llama3:8b'],
    ] as const)
      it(`${kind}, called ${name}`, async () => {
        const { benchmark, problems } = await loaded({ kind, name, model });
        assert.deepEqual(problems, []);
        assert.equal(benchmark?.benchmark_name, name);
        assert.deepEqual(benchmark.models, [model]);
        assert.ok(benchmark.prompts.length >= 2);
      });

  const tables: [file: string, content: string, asked: RegExp, held: RegExp][] = [
    ['cases.csv', 'id,Question,Answer,Topic\n1,a?,b,c\n', /\{\{Question\}\}/, /\{\{Answer\}\}/],
    ['cases.jsonl', '{"input": "a", "ideal": "b"}\n', /\{\{input\}\}/, /\{\{ideal\}\}/],
    ['my cases.csv', '问题,最后\na,b\n', /\{\{问题\}\}/, /\{\{最后\}\}/],
    ['one.csv', 'text\na\n', /\{\{text\}\}/, /\{\{text\}\}/],
    ['odd.csv', '"a: b","c ""d"" # e"\n1,2\n', /\{\{a: b\}\}/, /c \\"d\\" # e/],
    ['braces.csv', '{x},question,answer\n1,2,3\n', /\{\{question\}\}/, /\{\{answer\}\}/],
  ];
  for (const [file, content, asked, held] of tables)
    it(`of the columns of ${file}`, async () => {
      await writeFile(join(folder, file), content);
      const { columnsIn } = await import('../../../../src/core/writing/columnsIn');
      const columns = columnsIn(file, { benchmarkFolder: folder, filesRoot: folder });
      const { benchmark, problems } = await loaded({
        kind: 'data',
        name: 'of-file',
        model: starterModel,
        data: { file, columns },
      });
      assert.deepEqual(problems, []);
      assert.equal(benchmark?.prompts.length, 1);
      assert.match(String(benchmark.base_prompt), asked);
      assert.match(await readFile(join(folder, 'of-file.yaml'), 'utf8'), held);
      assert.deepEqual((await readdir(folder)).sort(), [file, 'of-file.yaml'].sort());
    });

  it('is written over nothing, whole or not at all', async () => {
    const files = starterFiles({ kind: 'picture', name: 'seen', model: starterModel });
    await writeFile(join(folder, 'seen.png'), 'mine');
    await assert.rejects(writeStarter(folder, files), /seen\.png is there already, and nothing is written over it/);
    assert.deepEqual(await readdir(folder), ['seen.png']);
    await rm(join(folder, 'seen.png'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'seen.yaml'));
    await assert.rejects(writeStarter(folder, files), /seen\.yaml is there already/);
    assert.deepEqual(await readdir(folder), ['seen.yaml']);
  });

  it('says in words that it can not be written, and what to do', async () => {
    await writeFile(join(folder, 'taken'), '');
    const files = starterFiles({ kind: 'text', name: 'x', model: 'm' });
    await assert.rejects(writeStarter(join(folder, 'taken', 'b'), files), {
      message: `${join(folder, 'taken', 'b')} can't be written: a file has taken the place of its folder. Put the folder back, or choose another folder.`,
    });
  });

  it('makes the folder that it goes into', async () => {
    const path = await writeStarter(join(folder, 'a', 'b'), starterFiles({ kind: 'text', name: 'x', model: 'm' }));
    assert.equal(path, join(folder, 'a', 'b', 'x.yaml'));
  });
});
