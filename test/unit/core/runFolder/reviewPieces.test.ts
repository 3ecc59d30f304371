// The words of a page that is too small for them: scripts beside it, of which none of another page is ever taken for its own.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { areOwnPieces, ReviewPieces } from '../../../../src/core/runFolder/reviewPieces';

/** JSON that packs to more than a page takes in. */
function muchJson(): string {
  return JSON.stringify(randomBytes(2 * 2 ** 20).toString('base64'));
}

describe('the pieces of a review page', () => {
  let folder: string;
  let data: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-pieces-'));
    data = join(folder, 'data');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function page(...contents: string[]): Promise<ReviewPieces> {
    const pieces = new ReviewPieces(folder);
    for (const json of contents) await pieces.add(json);
    await writeFile(join(folder, 'index.html'), `<!DOCTYPE html>\n${pieces.tag}<title>`);
    await pieces.removeOthers();
    return pieces;
  }

  it('are in the page while there is room, and then all beside it', async () => {
    const small = await page('{"a":1}', '{"b":2}');
    assert.equal(small.inPage.length, 2);
    assert.equal(small.tag, '');
    await assert.rejects(readdir(data), /ENOENT/, 'no folder for nothing');

    const much = muchJson();
    const large = await page('{"a":1}', much);
    assert.deepEqual(large.inPage, []);
    const files = await readdir(data);
    assert.equal(files.length, 2);
    const texts = await Promise.all(files.map((file) => readFile(join(data, file), 'utf8')));
    const contents = texts.map((text, place) => {
      const [, name, packed] = /^isbPiece\("([0-9a-f]{16})","([A-Za-z0-9+/=]+)"\)\n$/.exec(text) ?? [];
      assert.equal(`${name}.js`, files[place], 'a script says its own name');
      return gunzipSync(Buffer.from(packed!, 'base64')).toString('utf8');
    });
    assert.deepEqual(contents.sort(), ['{"a":1}', much].sort());
  });

  it('of an earlier page go when the next one stands, and nothing else does', async () => {
    await page(muchJson());
    const [old] = await readdir(data);
    await writeFile(join(data, 'notes.txt'), 'mine');
    await page(muchJson());
    const files = await readdir(data);
    assert.equal(files.length, 2);
    assert.ok(files.includes('notes.txt') && !files.includes(old!));
    await page('{}');
    assert.deepEqual(await readdir(data), ['notes.txt']);
    await rm(join(data, 'notes.txt'));
    await page('{}');
    await assert.rejects(readdir(data), /ENOENT/);
  });

  it('of a page that could not be written go, and the earlier page keeps its own', async () => {
    const much = muchJson();
    await page(much);
    const before = await readdir(data);
    const failed = new ReviewPieces(folder);
    await failed.add(much);
    await failed.add(muchJson());
    await failed.removeOwn();
    assert.deepEqual(await readdir(data), before);
  });

  it('are missed, and told from others of their name', async () => {
    const own = async (pieces: ReviewPieces): Promise<boolean> => areOwnPieces(folder, pieces.tag);
    assert.ok(await own(await page('{}')), 'a page that has all in it');
    const large = await page(muchJson(), muchJson());
    assert.ok(await own(large));
    const [first = '', second = ''] = (await readdir(data)).map((name) => join(data, name));
    const text = await readFile(first, 'utf8');
    for (const other of [
      `${text}alert(1)\n`,
      text.replace('","', '",""+alert(1)+"'),
      await readFile(second, 'utf8'),
      '',
    ]) {
      await writeFile(first, other);
      assert.ok(!(await own(large)), other.slice(0, 60));
    }
    await writeFile(first, text);
    assert.ok(await own(large));
    await rm(second);
    assert.ok(!(await own(large)));
    await rm(data, { recursive: true });
    await mkdir(data);
    assert.ok(!(await own(large)));
  });
});
