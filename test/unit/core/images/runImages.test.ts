import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { openRunImages } from '../../../../src/core/images/runImages';
import { grayPng, PictureFolder } from './pictureFixture';
import { jpeg, png, prepared } from './preparedPictures';

describe('the pictures of a run folder', () => {
  it('are none in a folder without pictures, and a foreign record is refused', async () => {
    const folder = await PictureFolder.make();
    const none = await openRunImages(folder.path);
    await assert.rejects(none.load('a.png'), /no picture a\.png/);
    await mkdir(folder.file('images'));
    const file = {
      file: '../secret.png',
      mediaType: 'image/png',
      width: 1,
      height: 1,
      bytes: 1,
      sha256: '0'.repeat(64),
    };
    await writeFile(
      folder.file('images/images.json'),
      JSON.stringify({ schemaVersion: 1, images: [{ source: 'a.png', ...file, sent: file }] }),
    );
    await assert.rejects(
      openRunImages(folder.path),
      /images\/images\.json is not as the format.*expected a file in images\//,
    );
    await writeFile(folder.file('images/images.json'), JSON.stringify({ schemaVersion: 99, images: [] }));
    await assert.rejects(openRunImages(folder.path), /newer version/);
    await folder.remove();
  });

  it('are sent as they were recorded or not at all', async () => {
    const { images, folder, run } = await prepared({ 'a.png': png, 'b.png': grayPng(3, 3) });
    const opened = await openRunImages(run);
    await writeFile(`${run}/${images[0]!.sent.file}`, jpeg);
    await assert.rejects(opened.load('a.png'), /images\/.*a\.png of the run folder is not what was sent before/);
    await writeFile(`${run}/${images[0]!.sent.file}`, png);
    assert.equal((await opened.load('a.png')).base64, png.toString('base64'));
    await folder.remove();
    await assert.rejects(opened.load('b.png'), /images\/.*b\.png of the run folder can't be read: ENOENT/);
  });

  it('keeps the last few in memory only', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.png`, grayPng(index + 1, 2)]));
    const { folder, run } = await prepared(files);
    const opened = await openRunImages(run);
    const first = await opened.load('0.png');
    for (let index = 1; index < 16; index++) await opened.load(`${index}.png`);
    assert.equal(await opened.load('0.png'), first);
    for (let index = 1; index < 20; index++) await opened.load(`${index}.png`);
    assert.notEqual(await opened.load('0.png'), first);
    await folder.remove();
  });
});
