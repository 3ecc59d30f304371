import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { lookAtPicture } from '../../../../src/core/images/lookAtPicture';
import { decodePicture } from '../../../../src/core/images/decodePicture';
import { preparePictures } from '../../../../src/core/images/preparePictures';
import { runSchemaVersion } from '../../../../src/shared/run/events';
import type { ImageFile, RecordedImage } from '../../../../src/shared/results/picture';
import {
  avifWith,
  cornersOf,
  exif,
  gif,
  gifExtension,
  grayPng,
  jpegExif,
  jpegSegment,
  jpegWith,
  PictureFolder,
  pngChunk,
  pngWith,
  riffChunk,
  secret,
  uprightCorners,
  webpWith,
} from './pictureFixture';
import { canvas, jpeg, png, prepared } from './preparedPictures';

const webp = canvas.toBuffer('image/webp', 95);

const avif = canvas.toBuffer('image/avif');

const bytesOf = (run: string, { file }: ImageFile): Promise<Buffer> => readFile(`${run}/${file}`);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('preparing the pictures of a run', () => {
  it('turns all eight orientations upright exactly once, in every format and both files', async () => {
    const avifTurns = [
      [],
      [['imir', 1]],
      [['irot', 2]],
      [['imir', 0]],
      [
        ['irot', 1],
        ['imir', 0],
      ],
      [['irot', 3]],
      [
        ['irot', 3],
        ['imir', 0],
      ],
      [['irot', 1]],
    ] as const;
    for (let orientation = 1; orientation <= 8; orientation++) {
      const turn = avifTurns[orientation - 1]!;
      const { images, folder, run } = await prepared({
        'a.jpg': jpegWith(jpeg, jpegExif(orientation)),
        'b.png': pngWith(png, pngChunk('eXIf', exif(orientation))),
        'c.webp': webpWith(webp, 8, riffChunk('EXIF', exif(orientation))),
        'd.avif': turn.length === 0 ? avif : avifWith(avif, ...turn),
      });
      const expected = uprightCorners[orientation - 1]!;
      for (const image of images) {
        for (const file of [image, image.sent]) {
          const seen = await cornersOf(await bytesOf(run, file));
          assert.equal(seen, expected, `${image.source} ${orientation}: ${file.file}`);
          assert.equal(`${file.width}x${file.height}`, expected.split(' ')[1]);
        }
      }
      await folder.remove();
    }
  });

  it('turns without changing a pixel of a lossless picture', async () => {
    const { images, folder, run } = await prepared({ 'a.png': pngWith(png, pngChunk('eXIf', exif(6))) });
    const turned = createCanvas(24, 40);
    const context = turned.getContext('2d');
    context.drawImage(await loadImage(await bytesOf(run, images[0]!)), 0, 0);
    const pixels = context.getImageData(0, 0, 24, 40).data;
    // Half and half on both axes, without a mixed pixel: 24 x 40 / 4 of each color.
    const counts = new Map<string, number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const color = pixels.subarray(at, at + 4).join(',');
      counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    assert.deepEqual([...counts].sort(), [
      ['0,0,255,255', 240],
      ['0,255,0,255', 240],
      ['255,0,0,255', 240],
      ['255,255,255,255', 240],
    ]);
    await folder.remove();
  });

  it('keeps a picture as it is when nothing has to be changed, and sends the same file', async () => {
    const { images, folder, run } = await prepared({
      'a.png': png,
      'b.jpg': jpeg,
      'c.webp': webp,
      'd.avif': avif,
      'e.gif': gif(1),
      'f.png': grayPng(30, 20, 1),
      'g.png': grayPng(30, 20, 16),
      'h.png': grayPng(1, 1),
    });
    const originals = [png, jpeg, webp, avif, gif(1), grayPng(30, 20, 1), grayPng(30, 20, 16), grayPng(1, 1)];
    for (const [index, image] of images.entries()) {
      const bytes = await bytesOf(run, image);
      assert.ok(bytes.equals(originals[index]!), image.source);
      assert.equal(image.sha256, sha256(bytes));
      assert.equal(image.bytes, bytes.length);
      const isSendable = image.mediaType === 'image/png' || image.mediaType === 'image/jpeg';
      assert.equal(image.sent.file === image.file, isSendable, image.source);
      assert.equal(image.sent.mediaType, isSendable ? image.mediaType : 'image/png');
      assert.equal(sha256(await bytesOf(run, image.sent)), image.sent.sha256);
      assert.deepEqual([image.sent.width, image.sent.height], [image.width, image.height]);
    }
    await folder.remove();
  });

  it('lets no metadata through, in any format, upright or turned', async () => {
    const text = Buffer.from(`Comment\0${secret}`, 'latin1');
    const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${secret}</x>`, 'latin1');
    const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + secret.length]), Buffer.from(`uuid${secret}`, 'latin1')]);
    const files: { [name: string]: Buffer } = {
      'x.avif': Buffer.concat([avif, box]),
      'x.gif': gif(1, gifExtension(0xfe, text)),
      'y.gif': gif(2, gifExtension(0xfe, text)),
    };
    for (const orientation of [1, 6]) {
      files[`${orientation}.jpg`] = Buffer.concat([
        jpegWith(jpeg, jpegExif(orientation), jpegSegment(0xe1, xmp), jpegSegment(0xfe, text)),
        text,
      ]);
      files[`${orientation}.png`] = Buffer.concat([
        pngWith(png, pngChunk('eXIf', exif(orientation)), pngChunk('tEXt', text), pngChunk('iTXt', text)),
        text,
      ]);
      files[`${orientation}.webp`] = Buffer.concat([
        webpWith(webp, 8 | 4, riffChunk('EXIF', exif(orientation)), riffChunk('XMP ', xmp)),
        text,
      ]);
    }
    const { folder, run } = await prepared(files);
    const names = await readdir(`${run}/images`);
    assert.ok(names.length > Object.keys(files).length);
    for (const name of names) {
      const bytes = await readFile(`${run}/images/${name}`);
      assert.ok(!bytes.includes(secret) && !bytes.includes('Exif') && !bytes.includes('xap'), name);
      if (name === 'images.json') continue;
      const look = lookAtPicture(bytes);
      assert.ok('facts' in look && look.facts.orientation === 1 && look.facts.clean() === bytes, name);
    }
    // A picture that is upright loses nothing else: its pixels are the camera's.
    const upright = names.find((name) => name.endsWith('-1.jpg'))!;
    assert.ok((await readFile(`${run}/images/${upright}`)).equals(jpeg));
    await folder.remove();
  });

  it('reduces what is sent to the shared size, without moire, and leaves the original alone', async () => {
    const stripes = createCanvas(3000, 2000);
    const context = stripes.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 3000, 2000);
    context.fillStyle = '#000';
    for (let x = 0; x < 3000; x += 2) context.fillRect(x, 0, 1, 2000);
    const big = stripes.toBuffer('image/png');
    const { images, folder, run } = await prepared({
      'stripes.png': big,
      'panorama.png': grayPng(16000, 20),
      'tall.jpg': createCanvas(900, 3000).toBuffer('image/jpeg', 80),
    });
    const [image, panorama, tall] = images;
    assert.equal(sha256(big), image!.sha256);
    assert.deepEqual([image!.width, image!.height, image!.sent.width, image!.sent.height], [3000, 2000, 1344, 896]);
    const small = createCanvas(1344, 896);
    const smallContext = small.getContext('2d');
    smallContext.drawImage(await loadImage(await bytesOf(run, image!.sent)), 0, 0);
    const grays = smallContext.getImageData(10, 10, 1300, 800).data.filter((_, at) => at % 4 === 0);
    const [least, most] = [grays.reduce((a, b) => Math.min(a, b)), grays.reduce((a, b) => Math.max(a, b))];
    assert.ok(least > 110 && most < 145, `${least}-${most}`);
    assert.deepEqual([panorama!.sent.width, panorama!.sent.height], [1568, 2]);
    assert.match(panorama!.sent.file, /^images\/[0-9a-f]{8}-panorama\.sent\.png$/);
    assert.match(tall!.sent.file, /^images\/[0-9a-f]{8}-tall\.sent\.jpg$/);
    assert.equal(tall!.sent.mediaType, 'image/jpeg');
    await folder.remove();
  });

  it('sends a picture of any size as it is when the benchmark says native', async () => {
    const { images, folder } = await prepared(
      { 'panorama.png': grayPng(16000, 20), 'c.webp': webp, 'turned.jpg': jpegWith(jpeg, jpegExif(8)) },
      'native',
    );
    const [panorama, other, turned] = images;
    assert.equal(panorama!.sent.file, panorama!.file);
    assert.deepEqual([other!.sent.mediaType, other!.sent.width], ['image/png', 40]);
    assert.deepEqual([turned!.sent.file, turned!.width, turned!.height], [turned!.file, 24, 40]);
    await folder.remove();
  });

  it('keeps transparency in what is sent', async () => {
    const glass = createCanvas(2000, 2000);
    glass.getContext('2d').fillRect(0, 0, 1000, 1000);
    const { images, folder, run } = await prepared({
      'glass.png': glass.toBuffer('image/png'),
      'glass.webp': glass.toBuffer('image/webp', 90),
    });
    for (const image of images) assert.equal(await cornersOf(await bytesOf(run, image.sent)), 'k--- 1092x1092');
    await folder.remove();
  });

  it('uses the first frame of an animated GIF', async () => {
    const { images, folder, run } = await prepared({ 'moving.gif': gif(3) });
    assert.deepEqual([images[0]!.mediaType, images[0]!.width, images[0]!.sent.file], ['image/png', 1, images[0]!.file]);
    assert.equal((await cornersOf(await bytesOf(run, images[0]!))).split(' ')[1], '1x1');
    await folder.remove();
  });

  it('names files by their bytes and a safe name, and stores the same picture once', async () => {
    const files = {
      '路牌 1.png': png,
      'copy.png': png,
      'with-gps.png': pngWith(png, pngChunk('tEXt', Buffer.from(`a\0${secret}`, 'latin1'))),
      '...png': jpeg,
    };
    const { images, folder, run } = await prepared(files);
    const hash = sha256(png).slice(0, 8);
    assert.deepEqual(
      images.map(({ source, file }) => `${source} ${file}`),
      [
        `路牌 1.png images/${hash}-路牌-1.png`,
        `copy.png images/${hash}-路牌-1.png`,
        `with-gps.png images/${hash}-路牌-1.png`,
        `...png images/${sha256(jpeg).slice(0, 8)}-picture.jpg`,
      ],
    );
    assert.equal((await readdir(`${run}/images`)).length, 3);
    const record = JSON.parse(await readFile(`${run}/images/images.json`, 'utf8')) as {
      schemaVersion: number;
      images: RecordedImage[];
    };
    assert.deepEqual(record, { schemaVersion: runSchemaVersion, images });
    await folder.remove();
  });

  it('says of every picture what is wrong with it, and of a header that does not tell the truth', async () => {
    const folder = await PictureFolder.make({
      'good.png': png,
      'text.png': Buffer.from('hello'),
      'broken.avif': Buffer.concat([avif.subarray(0, -40), Buffer.alloc(40)]),
    });
    await mkdir(folder.file('run'));
    const task = {
      benchmarkFolder: folder.path,
      filesRoot: folder.path,
      size: 'shared',
      models: [],
      runDirectory: folder.file('run'),
    } as const;
    const outcome = await preparePictures(
      { ...task, sources: ['good.png', 'text.png', 'broken.avif', 'gone.png', '../elsewhere.png'] },
      decodePicture,
    );
    assert.ok('failures' in outcome);
    assert.deepEqual(
      outcome.failures.map(({ source }) => source),
      ['text.png', 'broken.avif', 'gone.png', '../elsewhere.png'],
    );
    assert.match(
      outcome.failures[1]!.message,
      /can't be decoded, though its header is right \(.+\)\. Export it again\./,
    );
    // A decoder that finds another size than the header says.
    const other = await preparePictures({ ...task, sources: ['good.png'] }, async (bytes) => ({
      ...(await decodePicture(bytes)),
      width: 41,
    }));
    assert.ok('failures' in other);
    assert.match(other.failures[0]!.message, /header says 40 x 24 px, but it has 41 x 24 px/);
    await folder.remove();
  });
});
