import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { decodePicture } from '../../../../src/core/images/decodePicture';
import { preparePictures } from '../../../../src/core/images/preparePictures';
import { parseModel } from '../../../../src/shared/run/model';
import { PictureFolder } from './pictureFixture';
import { prepared } from './preparedPictures';

describe('pictures of extreme shapes', () => {
  const stripes = (width: number, height: number): Buffer => {
    const striped = createCanvas(width, height);
    const context = striped.getContext('2d');
    const isTall = height > width;
    for (let at = 0; at < Math.max(width, height); at++) {
      context.fillStyle = at % 2 === 0 ? '#000' : '#fff';
      context.fillRect(isTall ? 0 : at, isTall ? at : 0, isTall ? width : 1, isTall ? 1 : height);
    }
    return striped.toBuffer('image/png');
  };

  for (const [width, height, sent] of [
    [1, 1, '1x1'],
    [1, 500, '1x500'],
    [500, 1, '500x1'],
    [2, 1000, '2x1000'],
    [3, 1568, '3x1568'],
    [1, 3136, '1x1568'],
    [3136, 1, '1568x1'],
    [20, 10_000, '3x1568'],
    [10_000, 20, '1568x3'],
    [21, 65_500, '1x1568'],
  ] as const)
    it(`are sent with every pixel in them: ${width} x ${height} px`, async () => {
      const { images, folder } = await prepared({ 'p.png': stripes(width, height) });
      const [one] = images;
      assert.equal(`${one!.sent.width}x${one!.sent.height}`, sent);
      const loaded = await loadImage(await readFile(folder.file(`run/${one!.sent.file}`)));
      const drawn = createCanvas(loaded.width, loaded.height);
      drawn.getContext('2d').drawImage(loaded, 0, 0);
      const { data } = drawn.getContext('2d').getImageData(0, 0, loaded.width, loaded.height);
      // Reduced black and white stripes are gray; single ones of them that were skipped would not be.
      if (Math.max(width, height) >= 3136)
        for (let at = 0; at < data.length; at += 4) assert.ok(data[at]! > 90 && data[at]! < 165, `${at}: ${data[at]}`);
      await folder.remove();
    });

  for (const [width, height] of [
    [1, 3137],
    [3137, 1],
    [2, 20_000],
    [1, 65_500],
    [65_500, 20],
  ] as const)
    it(`are refused where less than a pixel would be left: ${width} x ${height} px`, async () => {
      const folder = await PictureFolder.make({ 'p.png': stripes(width, height) });
      await mkdir(folder.file('run'));
      const task = {
        sources: ['p.png'],
        benchmarkFolder: folder.path,
        filesRoot: folder.path,
        runDirectory: folder.file('run'),
      };
      const models = [parseModel('anthropic~claude')];
      const outcome = await preparePictures({ ...task, size: 'shared', models }, decodePicture);
      assert.match(
        'failures' in outcome ? outcome.failures[0]!.message : '',
        new RegExp(
          `^is ${width} x ${height} px: at most 1568 px long.* less than a pixel wide\\. Cut it into parts\\.$`,
        ),
      );
      const native = await preparePictures({ ...task, size: 'native', models }, decodePicture);
      assert.ok('images' in native && native.images[0]!.sent.width === width);
      await folder.remove();
    });
});
