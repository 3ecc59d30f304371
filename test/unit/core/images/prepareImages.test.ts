import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { InvalidImages } from '../../../../src/core/images/invalidImages';
import { prepareImages, type ImagesRequest } from '../../../../src/core/images/prepareImages';
import { openRunImages } from '../../../../src/core/images/runImages';
import { parseModel } from '../../../../src/shared/run/model';
import { distDirectory, grayPng, jpegExif, jpegWith, PictureFolder, references } from './pictureFixture';
import { png } from './preparedPictures';

const never = new AbortController().signal;

describe('preparing pictures in a thread', () => {
  async function request(files: {
    readonly [name: string]: Buffer;
  }): Promise<{ folder: PictureFolder; wanted: ImagesRequest }> {
    const folder = await PictureFolder.make(files);
    await mkdir(folder.file('run'));
    const images = references(...Object.keys(files));
    return {
      folder,
      wanted: {
        images,
        benchmarkFolder: folder.path,
        filesRoot: folder.path,
        size: 'shared',
        models: [parseModel('openai~gpt-4o')],
        runDirectory: folder.file('run'),
        distDirectory,
      },
    };
  }

  it('gives the pictures that the run folder has, and the bytes that are sent', async () => {
    const { folder, wanted } = await request({
      'a.png': png,
      'b.jpg': jpegWith(createCanvas(1200, 1000).toBuffer('image/jpeg', 90), jpegExif(6)),
    });
    const images = await prepareImages({ ...wanted, images: [...wanted.images, ...wanted.images] }, never);
    assert.deepEqual([images.find('b.jpg').width, images.find('b.jpg').sent.height], [1000, 922]);
    const sent = await images.load('b.jpg');
    assert.equal(sent.base64, (await readFile(folder.file(`run/${sent.file}`))).toString('base64'));
    assert.equal(await images.load('b.jpg'), sent);
    const reopened = await openRunImages(folder.file('run'));
    assert.deepEqual(reopened.find('a.png'), images.find('a.png'));
    assert.deepEqual(await reopened.load('b.jpg'), sent);
    assert.throws(() => reopened.find('c.png'), /no picture c\.png/);
    await folder.remove();
  });

  it("throws all pictures that can't be used, with their places", async () => {
    const { folder, wanted } = await request({
      'a.png': png,
      'b.png': Buffer.from('hello'),
      'c.png': png.subarray(0, 50),
    });
    await assert.rejects(prepareImages(wanted, never), (error) => {
      assert.ok(error instanceof InvalidImages);
      assert.deepEqual(
        error.problems.map(({ line, path }) => `${line} ${path}`),
        ['12 prompts[1].image', '13 prompts[2].image'],
      );
      assert.match(
        error.message,
        /nothing was sent to any model\.\n12:12: b\.png is not a picture.*\n13:12: c\.png is cut off/,
      );
      return true;
    });
    await folder.remove();
  });

  it('stops when it is asked to, and starts nothing without pictures', async () => {
    const { folder, wanted } = await request({ 'a.png': grayPng(4000, 4000) });
    const reason = new Error('The run was cancelled.');
    const cancel = new AbortController();
    const preparing = prepareImages(wanted, cancel.signal);
    cancel.abort(reason);
    await assert.rejects(preparing, reason);
    await assert.rejects(prepareImages(wanted, cancel.signal), reason);
    const none = await prepareImages({ ...wanted, images: [] }, never);
    assert.throws(() => none.find('a.png'));
    await folder.remove();
  });
});
