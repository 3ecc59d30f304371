// The page of a runs folder: made when it is asked for, brought up to date where it is ours, and never in the place of what others have put there.

import assert from 'node:assert/strict';
import { cp, lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { gunzipSync } from 'node:zlib';
import { updateRunsPage, writeRunsPage } from '../../../../src/core/runFolder/writeRunsPage';
import { runsPageDataId, type RunsPageData } from '../../../../src/shared/protocols/runsPageData';
import { distDirectory } from '../run/engineFixture';

function dataOf(page: string): RunsPageData {
  const [, text = ''] = new RegExp(`id="${runsPageDataId}">([^<]*)<`).exec(page) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString()) as RunsPageData;
}

describe('the page of a runs folder', () => {
  const hostile = `run <img onerror=alert(1)> "quoted" #1 100%`;
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isb-runs-page '));
    path = join(folder, 'index.html');
    for (const name of ['2026-11-21_20-00-00_old', hostile])
      await cp(new URL('../../../runFolders/version2', import.meta.url), join(folder, name), { recursive: true });
    await mkdir(join(folder, 'broken'));
    await writeFile(join(folder, 'broken', 'run.json'), '{');
    await writeFile(join(folder, hostile, 'index.html'), '');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const page = (): Promise<string> => readFile(path, 'utf8');

  it('has every run with its figures, those that can not be read too, and no path of this machine', async () => {
    assert.equal(await writeRunsPage(folder, distDirectory), path);
    const { runs } = dataOf(await page());
    assert.deepEqual(runs.map(({ id, hasPage, summary }) => [id, hasPage, summary !== null]).sort(), [
      ['2026-11-21_20-00-00_old', false, true],
      ['broken', false, false],
      [hostile, true, true],
    ]);
    assert.ok(!JSON.stringify(runs).includes(folder));
  });

  it('lets only its own script run: no name of a run stands in it as text', async () => {
    await writeRunsPage(folder, distDirectory);
    const text = await page();
    assert.ok(!text.includes('alert(1)') && !text.includes('quoted'));
    assert.match(
      text,
      /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+' 'strict-dynamic'/,
    );
  });

  it('is brought up to date where it is ours, whatever version wrote it', async () => {
    await writeRunsPage(folder, distDirectory);
    await writeFile(path, (await page()).replace(/<body>[^]*/, 'of another version'));
    await rm(join(folder, hostile), { recursive: true });
    await updateRunsPage(folder, distDirectory);
    assert.equal(dataOf(await page()).runs.length, 2);
  });

  it('is made only when somebody asks for it', async () => {
    await updateRunsPage(folder, distDirectory);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.html')),
      [],
    );
    await updateRunsPage(join(folder, 'nowhere'), distDirectory);
  });

  for (const [what, text] of [
    ['a page of others', '<!DOCTYPE html><title>My site</title>'],
    ['the page of a run', '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="UTF-8">\n<meta http-equiv="x">'],
    ['an empty file', ''],
    ['one that names us further down', `<!DOCTYPE html>\n<meta name="generator" content="Iso Speed Bench: runs">\n`],
  ] as const) {
    it(`never takes the place of ${what}`, async () => {
      await writeFile(path, text);
      await assert.rejects(
        writeRunsPage(folder, distDirectory),
        /index\.html is not a page of this program, so it is left as it is\. Move it/,
      );
      await updateRunsPage(folder, distDirectory);
      assert.equal(await page(), text);
    });
  }

  it('never takes the place of a link or a folder, and writes through neither', async () => {
    const elsewhere = join(folder, 'elsewhere.html');
    await writeRunsPage(folder, distDirectory);
    const own = await page();
    await writeFile(elsewhere, own);
    await rm(path);
    await symlink(elsewhere, path);
    await assert.rejects(writeRunsPage(folder, distDirectory), /left as it is/);
    await updateRunsPage(folder, distDirectory);
    assert.equal(await readlink(path), elsewhere);
    assert.equal(await readFile(elsewhere, 'utf8'), own);
    await rm(path);
    await mkdir(path);
    await assert.rejects(writeRunsPage(folder, distDirectory), /left as it is/);
    assert.ok((await lstat(path)).isDirectory());
  });
});
