import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { lookAtPicture, type PictureLook } from '../../../../src/core/images/lookAtPicture';
import { uprightSize, type PictureFacts } from '../../../../src/core/images/pictureFacts';
import {
  avifWith,
  exif,
  gif,
  gifExtension,
  grayPng,
  jpegExif,
  jpegSegment,
  jpegWith,
  pngChunk,
  pngWith,
  quarters,
  riffChunk,
  secret,
  webpWith,
} from './pictureFixture';

const canvas = quarters();
const png = canvas.toBuffer('image/png');
const jpeg = canvas.toBuffer('image/jpeg', 90);
const webp = canvas.toBuffer('image/webp', 90);
const avif = canvas.toBuffer('image/avif');
const still = gif(1);
const everyFormat = { png, jpeg, webp, avif, gif: still };

function factsOf(file: Buffer): PictureFacts {
  const look = lookAtPicture(file);
  if ('error' in look) throw new Error(look.error);
  return look.facts;
}

function errorOf(file: Buffer): string {
  const look = lookAtPicture(file);
  return 'error' in look ? look.error : 'no error';
}

describe('looking at a picture', () => {
  it('tells format and size of every format that is used', () => {
    const seen = Object.values(everyFormat).map((file) => {
      const { mediaType, width, height, orientation, isAnimated } = factsOf(file);
      return `${mediaType} ${width}x${height} ${orientation} ${isAnimated}`;
    });
    assert.deepEqual(seen, [
      'image/png 40x24 1 false',
      'image/jpeg 40x24 1 false',
      'image/webp 40x24 1 false',
      'image/avif 40x24 1 false',
      'image/gif 1x1 1 false',
    ]);
  });

  it('reads each of the eight orientations in both byte orders, and what AVIF says instead', () => {
    for (const order of ['II', 'MM'] as const) {
      for (let orientation = 1; orientation <= 8; orientation++) {
        assert.equal(factsOf(jpegWith(jpeg, jpegExif(orientation, order))).orientation, orientation);
        assert.equal(factsOf(pngWith(png, pngChunk('eXIf', exif(orientation, order)))).orientation, orientation);
        assert.equal(factsOf(webpWith(webp, 8, riffChunk('EXIF', exif(orientation, order)))).orientation, orientation);
      }
    }
    assert.equal(factsOf(avifWith(avif, ['irot', 1])).orientation, 8);
    assert.equal(factsOf(avifWith(avif, ['irot', 2])).orientation, 3);
    assert.equal(factsOf(avifWith(avif, ['irot', 3])).orientation, 6);
    assert.equal(factsOf(avifWith(avif, ['imir', 1])).orientation, 2);
    assert.equal(factsOf(avifWith(avif, ['imir', 0])).orientation, 4);
    assert.equal(factsOf(avifWith(avif, ['irot', 1], ['imir', 0])).orientation, 5);
    assert.deepEqual(uprightSize(factsOf(jpegWith(jpeg, jpegExif(6)))), { width: 24, height: 40 });
    assert.deepEqual(uprightSize(factsOf(jpegWith(jpeg, jpegExif(3)))), { width: 40, height: 24 });
  });

  it('takes an orientation that EXIF does not know as upright', () => {
    for (const value of [0, 9, 65535]) assert.equal(factsOf(jpegWith(jpeg, jpegExif(value))).orientation, 1);
    assert.equal(
      factsOf(jpegWith(jpeg, jpegSegment(0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\x7f', 'latin1')))).orientation,
      1,
    );
  });

  it('sees that a file is cut off, wherever it is cut', () => {
    for (const [name, file] of Object.entries(everyFormat)) {
      for (let length = 0; length < file.length; length++) {
        assert.notEqual(errorOf(file.subarray(0, length)), 'no error', `${name} cut at ${length} of ${file.length}`);
      }
    }
    assert.match(errorOf(png.subarray(0, -1)), /cut off.*end of the PNG/);
    assert.match(errorOf(jpeg.subarray(0, -2)), /cut off.*JPEG/);
  });

  it('sees changed pixels of a PNG by its checksums', () => {
    const changed = Buffer.from(png);
    changed[png.indexOf('IDAT') + 8] = changed[png.indexOf('IDAT') + 8]! ^ 1;
    assert.match(errorOf(changed), /checksum of its part IDAT/);
  });

  it('never fails on any bytes', () => {
    const start = fc.constantFrom(
      ...Object.values(everyFormat),
      jpegWith(jpeg, jpegExif(6)),
      webpWith(webp, 8, riffChunk('EXIF', exif(6))),
      avifWith(avif, ['irot', 1]),
    );
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(start, changes, (file, edits) => {
        const changed = Buffer.from(file);
        for (const [at, value] of edits) changed[at % changed.length] = value;
        const look: PictureLook = lookAtPicture(changed);
        if ('facts' in look) look.facts.clean();
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void lookAtPicture(Buffer.from(bytes))));
  });

  it('refuses animations and warns of the one kind whose first frame is used', () => {
    const apng = pngWith(png, pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])));
    assert.match(errorOf(apng), /animated PNG.*still PNG/);
    assert.match(errorOf(webpWith(webp, 2)), /animated WebP/);
    assert.match(errorOf(webpWith(webp, 0, riffChunk('ANIM', Buffer.alloc(6)))), /animated WebP/);
    const sequence = Buffer.from(avif);
    sequence.write('avis', 8, 'latin1');
    assert.match(errorOf(sequence), /animated AVIF/);
    const look = lookAtPicture(gif(3));
    assert.ok('warning' in look && /only its first frame/.test(look.warning!));
    assert.deepEqual(Object.keys(lookAtPicture(still)), ['facts']);
  });

  it('says of everything else what it is and what to do', () => {
    const svg =
      '<?xml version="1.0"?>\n<!-- a chart -->\n<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>';
    assert.match(errorOf(Buffer.from(svg)), /is an SVG.*coordinates can't be related.*draw it as PNG/);
    assert.match(errorOf(Buffer.from('\uFEFF  <svg/>')), /is an SVG/);
    assert.match(errorOf(Buffer.from('%PDF-1.7\n...')), /is a PDF.*draw the page as PNG/);
    assert.match(
      errorOf(Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n')),
      /Git LFS.*git lfs pull/,
    );
    assert.match(errorOf(Buffer.from('<!DOCTYPE html><html></html>')), /a web page/);
    const bmp = Buffer.alloc(60);
    bmp.write('BM', 0);
    bmp.writeUInt32LE(10, 18);
    bmp.writeInt32LE(10, 22);
    assert.match(errorOf(bmp), /is a BMP picture.*Convert it to PNG/);
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 16]), Buffer.from('ftypheic\0\0\0\0', 'latin1')]);
    assert.match(errorOf(heic), /not a picture that can be read|an HEIC picture/);
    assert.match(errorOf(Buffer.alloc(0)), /is empty/);
    assert.match(errorOf(Buffer.from('hello')), /not a picture that can be read/);
  });

  it('warns of a shape that some models refuse, and refuses sides that no decoder takes', () => {
    for (const [columns, rows, times] of [
      [1, 201, 201],
      [500, 1, 500],
      [2, 1000, 500],
    ] as const) {
      const look = lookAtPicture(grayPng(columns, rows));
      assert.ok('facts' in look);
      assert.match(look.warning ?? '', new RegExp(`^is ${times} times as long as it is wide`));
    }
    for (const [columns, rows] of [
      [1, 200],
      [200, 1],
      [1, 1],
      [65_500, 400],
    ] as const)
      assert.deepEqual(Object.keys(lookAtPicture(grayPng(columns, rows))), ['facts']);
    for (const [columns, rows] of [
      [1, 65_501],
      [70_000, 1],
      [10, 100_000],
    ] as const) {
      const look = lookAtPicture(grayPng(columns, rows));
      assert.match(
        'error' in look ? look.error : '',
        /^is too long: it is \d+ x \d+ px, and no side may have more than 65500/,
      );
    }
  });

  it('states the limit of pixels', () => {
    assert.equal(errorOf(grayPng(10_000, 10_000, 1)), 'no error');
    assert.match(
      errorOf(grayPng(10_001, 10_000, 1)),
      /10001 x 10000 px are 100.01 megapixels, and at most 100 are read/,
    );
  });
});

describe('taking out metadata', () => {
  it('gives back the very same bytes when there is none', () => {
    for (const file of [
      ...Object.values(everyFormat),
      grayPng(16, 16, 1),
      grayPng(16, 16, 16),
      gif(1, gifExtension(0xff, Buffer.from('NETSCAPE2.0', 'latin1'), Buffer.from([1, 0, 0]))),
    ]) {
      assert.equal(factsOf(file).clean(), file);
    }
  });

  it('leaves exactly the file without it, in every format and place', () => {
    const text = Buffer.from(`Comment\0${secret}`, 'latin1');
    const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x>${secret}</x>`, 'latin1');
    const pairs: [with_: Buffer, without: Buffer][] = [
      [
        jpegWith(
          jpeg,
          jpegExif(1),
          jpegSegment(0xe1, xmp),
          jpegSegment(0xed, text),
          jpegSegment(0xfe, text),
          jpegSegment(0xe2, Buffer.concat([Buffer.from('MPF\0', 'latin1'), text])),
        ),
        jpeg,
      ],
      [Buffer.concat([jpeg, jpegWith(jpeg, jpegExif(1))]), jpeg],
      [
        pngWith(
          png,
          pngChunk('eXIf', exif(1)),
          pngChunk('tEXt', text),
          pngChunk('iTXt', text),
          pngChunk('zTXt', text),
          pngChunk('tIME', Buffer.alloc(7)),
          pngChunk('gpSd', text),
        ),
        png,
      ],
      [Buffer.concat([png, text]), png],
      [webpWith(webp, 8 | 4, riffChunk('EXIF', exif(1)), riffChunk('XMP ', xmp)), webp],
      [Buffer.concat([webp, text]), webp],
      [gif(1, gifExtension(0xfe, text), gifExtension(0xff, Buffer.from('XMP DataXMP', 'latin1'), text)), still],
      [Buffer.concat([still, text]), still],
    ];
    for (const [dirty, expected] of pairs) {
      assert.ok(dirty.includes(secret));
      assert.ok(factsOf(dirty).clean()!.equals(expected));
    }
  });

  it('asks for a new encoding of an AVIF that has more than a picture in it', () => {
    const box = Buffer.concat([Buffer.from([0, 0, 0, 8 + secret.length]), Buffer.from(`uuid${secret}`, 'latin1')]);
    assert.equal(factsOf(Buffer.concat([avif, box])).clean(), null);
    assert.equal(factsOf(avif).clean(), avif);
  });
});
