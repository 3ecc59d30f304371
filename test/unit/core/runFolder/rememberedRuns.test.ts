import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runBenchmark } from '../../../../src/core/run/runBenchmark';
import { openRun } from '../../../../src/core/runFolder/openRun';
import { forgetRun, openRememberedRun } from '../../../../src/core/runFolder/rememberedRuns';
import { bytesOfRun } from '../../../../src/shared/run/runBytes';
import type { RunState } from '../../../../src/shared/run/runState';
import { EngineFixture, never, recorder } from '../run/engineFixture';

describe('a run that is remembered', () => {
  let fixture: EngineFixture;
  let runDirectory: string;
  let memory: { folder: string; program: string; fromBytes: number };
  before(async () => {
    fixture = await EngineFixture.make();
    const prompts = ['ja', 'nein', '也许'].map((word) => ({ word, expectation: word }));
    ({ runDirectory } = await runBenchmark(
      fixture.request({ models: ['simulated~hasty'], prompts }),
      recorder(),
      never,
    ));
  });
  beforeEach(async () => {
    const program = join(fixture.folder, 'program.cjs');
    await writeFile(program, 'one');
    memory = { folder: await emptyFolder(), program, fromBytes: 0 };
  });
  after(() => fixture.remove());

  const emptyFolder = (): Promise<string> => mkdtemp(join(fixture.folder, 'of-'));

  const packed = (state: RunState): ArrayBuffer => bytesOfRun(state, (text) => new TextEncoder().encode(text));

  /** Makes the memory say what no event says, so that it shows where a run comes from. */
  async function mark(comment: string): Promise<void> {
    const { state } = await openRun(runDirectory);
    const bytes = new Uint8Array(packed({ ...state, comment }));
    const [name] = await readdir(memory.folder);
    const hash = createHash('sha256').update(bytes).digest();
    await writeFile(join(memory.folder, name!), Buffer.concat([hash, bytes]));
  }
  const commentOf = async (): Promise<string> => (await openRememberedRun(runDirectory, memory)).state.comment;

  it('is what its folder says, and comes from memory the second time', async () => {
    const opened = { ...(await openRun(runDirectory)), packed: packed((await openRun(runDirectory)).state) };
    assert.deepEqual(await openRememberedRun(runDirectory, memory), opened);
    assert.deepEqual(await openRememberedRun(runDirectory, memory), opened);
    await mark('from memory');
    assert.equal(await commentOf(), 'from memory');
  });

  it('is read anew when its events have changed, by another program, and while somebody writes it', async () => {
    await openRememberedRun(runDirectory, memory);
    await mark('old');
    const writer = spawn(process.execPath, [
      '--import=tsx',
      resolve('test/unit/core/runFolder/lockHolder.ts'),
      runDirectory,
    ]);
    await once(writer.stdout, 'data');
    assert.equal(await commentOf(), '');
    writer.stdin.end();
    await once(writer, 'exit');
    assert.equal(await commentOf(), 'old');
    await writeFile(memory.program, 'another');
    assert.equal(await commentOf(), '');
    await mark('old');
    assert.equal(await commentOf(), 'old');
    await utimes(join(runDirectory, 'events.jsonl'), 1000, 1000);
    assert.equal(await commentOf(), '');
    assert.equal((await readdir(memory.folder)).length, 1, 'one state of a run');
  });

  it('is read anew when what is remembered is no run', async () => {
    await openRememberedRun(runDirectory, memory);
    const [name] = await readdir(memory.folder);
    for (const broken of [new Uint8Array(), new Uint8Array(400).fill(255), Buffer.from('\x02\0\0\0{}')]) {
      await writeFile(join(memory.folder, name!), broken);
      assert.equal(await commentOf(), '');
    }
  });

  it('is read anew when a power failure took figures of what is remembered', async () => {
    const opened = await openRememberedRun(runDirectory, memory);
    const [name] = await readdir(memory.folder);
    const bytes = await readFile(join(memory.folder, name!));
    for (const lost of [8, 64, 512]) {
      await writeFile(join(memory.folder, name!), Buffer.concat([bytes.subarray(0, -lost), Buffer.alloc(lost)]));
      assert.deepEqual(await openRememberedRun(runDirectory, memory), opened);
    }
  });

  it('is none that is small, was interrupted or is damaged', async () => {
    await openRememberedRun(runDirectory, { ...memory, fromBytes: 1_000_000 });
    const cut = await copyOfRun();
    const events = join(cut, 'events.jsonl');
    await truncate(events, (await readFile(events)).length - 30);
    assert.notEqual((await openRememberedRun(cut, memory)).problem, undefined);
    assert.deepEqual(await readdir(memory.folder), []);
  });

  it('is forgotten by itself when it is deleted, and when many others came after it', async () => {
    await openRememberedRun(runDirectory, memory);
    const copies = [];
    for (let copy = 0; copy < 16; copy++) copies.push(await copyOfRun());
    await openRememberedRun(copies[0]!, memory);
    await forgetRun(copies[0]!, memory);
    assert.equal((await readdir(memory.folder)).length, 1);
    const [oldest] = await readdir(memory.folder);
    await utimes(join(memory.folder, oldest!), 1000, 1000);
    for (const copy of copies) await openRememberedRun(copy, memory);
    const kept = await readdir(memory.folder);
    assert.equal(kept.length, 16);
    assert.equal(kept.includes(oldest!), false);
  });

  it('keeps nobody from deleting where what is remembered can be neither read nor removed', async () => {
    const noFolder = join(await emptyFolder(), 'file');
    await writeFile(noFolder, '');
    await forgetRun(runDirectory, { folder: noFolder });
    await openRememberedRun(runDirectory, memory);
    const [name] = await readdir(memory.folder);
    // A folder is not removed as a file is, as a file is not that another window reads on Windows.
    await rm(join(memory.folder, name!));
    await mkdir(join(memory.folder, name!));
    await forgetRun(runDirectory, memory);
  });

  async function copyOfRun(): Promise<string> {
    const copy = join(await emptyFolder(), 'run');
    await cp(runDirectory, copy, { recursive: true });
    return copy;
  }
});
