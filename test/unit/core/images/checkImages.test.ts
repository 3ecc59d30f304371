import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { checkImages } from '../../../../src/core/images/checkImages';
import { checkTruth } from '../../../../src/core/images/checkTruth';
import { KnownPictures, type PictureSize } from '../../../../src/core/images/knownPictures';
import { loadWithImages } from '../../../../src/core/images/loadWithImages';
import type { LoadedPrompt } from '../../../../src/core/benchmark/loadBenchmark';
import { gif, jpegExif, jpegWith, PictureFolder, quarters, references } from './pictureFixture';

const png = quarters().toBuffer('image/png');
const turned = jpegWith(quarters().toBuffer('image/jpeg', 90), jpegExif(6));

async function linesOf(folder: string, sources: string[], filesRoot: string | null = null): Promise<string[]> {
  const problems = await checkImages(references(...sources), { benchmarkFolder: folder, filesRoot });
  return problems.map(
    ({ severity, line, column, path, message }) => `${line}:${column} ${severity} ${path}: ${message}`,
  );
}

describe('checking the pictures of a benchmark', () => {
  let folder: PictureFolder;

  before(async () => {
    folder = await PictureFolder.make({
      'street.png': png,
      'turned.jpg': turned,
      '路牌 1.png': png,
      'moving.gif': gif(2),
      'half.png': png.subarray(0, 60),
      'empty.png': '',
      'chart.svg': '<svg/>',
      'text.png': 'hello',
    });
    await mkdir(folder.file('more'));
  });
  after(() => folder.remove());

  it('has nothing to say of good pictures, whatever their names', async () => {
    assert.deepEqual(
      await linesOf(folder.path, [
        'street.png',
        './street.png',
        'more/../turned.jpg',
        '路牌 1.png',
        folder.file('street.png'),
      ]),
      [],
    );
  });

  it('says what is wrong at each place that names the picture', async () => {
    assert.deepEqual(
      await linesOf(folder.path, [
        'street.png',
        'stret.png',
        'moving.gif',
        'half.png',
        'more',
        'empty.png',
        'stret.png',
      ]),
      [
        '12:12 error prompts[1].image: stret.png is not there. Did you mean street.png?',
        '13:12 warning prompts[2].image: moving.gif is animated; only its first frame is used. Save that frame as a picture of its own to be sure of what is shown.',
        '14:12 error prompts[3].image: half.png is cut off: the end of the PNG is missing. Copy or export it again.',
        '15:12 error prompts[4].image: more is a folder. Name a picture in it.',
        '16:12 error prompts[5].image: empty.png is empty (0 bytes). Copy or export it again.',
        '17:12 error prompts[6].image: stret.png is not there. Did you mean street.png?',
      ],
    );
  });

  it('helps with paths', async () => {
    const [missing, folderMissing, textFile, svg, folderMisspelt, wrongEnding, unlike, twoInOne] = await linesOf(
      folder.path,
      [
        'more/stret.png',
        'nowhere/street.png',
        'text.png',
        'chart.svg',
        'More/street.png',
        'street.jpg',
        'shop.png',
        'street.png, text.png',
      ],
    );
    assert.match(missing!, /more\/stret\.png is not there\. Paths count from the benchmark's own folder\./);
    assert.match(
      folderMissing!,
      /nowhere\/street\.png is not there, nor is its folder\. Paths count from the benchmark's own folder\./,
    );
    assert.match(folderMisspelt!, /More\/street\.png is not there, nor is its folder\. Did you mean the folder more\?/);
    assert.match(wrongEnding!, /Did you mean street\.png\?/);
    // What only has its ending in common is not meant.
    assert.match(unlike!, /shop\.png is not there\. Paths count/);
    assert.match(twoInOne!, /is not there\. Several pictures are written as a list: /);
    assert.match(textFile!, /not a picture that can be read/);
    assert.match(svg!, /is an SVG/);
  });

  it('keeps to the root, symbolic links followed, and says what allows more', async () => {
    const root = await PictureFolder.make();
    await mkdir(root.file('inside'));
    await writeFile(root.file('inside/own.png'), png);
    await symlink(folder.file('street.png'), root.file('inside/link.png'));
    await symlink(folder.path, root.file('inside/linked'), 'junction');
    await symlink(root.file('inside'), root.file('round'), 'junction');
    const sources = [
      'own.png',
      '../inside/own.png',
      '../round/own.png',
      'link.png',
      'linked/street.png',
      '../../elsewhere.png',
      folder.file('street.png'),
      '../inside-not/own.png',
    ];
    const lines = await linesOf(root.file('inside'), sources, root.file('inside'));
    const places = lines.map((line) => line.split(' ')[0]);
    assert.deepEqual(places, ['13:12', '14:12', '15:12', '16:12', '17:12', '18:12']);
    for (const line of lines)
      assert.match(line, /is outside of inside.*isoSpeedBench\.images\.allowOutsideWorkspace.*--allow-outside-images/);
    assert.match(lines[1]!, /symbolic link/);
    // The root may be named through a link itself.
    assert.deepEqual(await linesOf(root.file('round'), ['own.png'], root.file('round')), []);
    assert.deepEqual(
      await linesOf(root.file('inside'), ['link.png', 'linked/street.png', folder.file('street.png')], null),
      [],
    );
    await root.remove();
  });

  it("says why a file can't be read, and waits for none that is no file", async () => {
    await symlink('circle.png', folder.file('circle.png'));
    const [circle, long] = await linesOf(folder.path, ['circle.png', `${'x'.repeat(300)}.png`]);
    assert.match(circle!, /circle\.png can't be read: its symbolic links go round in a circle\./);
    assert.match(long!, /can't be read: its name is too long\.|is not there/);
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [folder.file('pipe.png')]);
    assert.match((await linesOf(folder.path, ['pipe.png']))[0]!, /is no ordinary file/);
  });

  it('states the limit of bytes without reading the file', async () => {
    const { truncate } = await import('node:fs/promises');
    await writeFile(folder.file('huge.png'), png);
    await truncate(folder.file('huge.png'), 50_000_001);
    assert.match(
      (await linesOf(folder.path, ['huge.png']))[0]!,
      /huge\.png is too large: 50\.000001 MB, and at most 50 MB are read/,
    );
  });

  it('says of a benchmark without a folder that it has to be saved', async () => {
    const problems = await checkImages(references('street.png'), { benchmarkFolder: null, filesRoot: null });
    assert.match(
      problems[0]!.message,
      /street\.png can't be found: the benchmark has no folder.*Save the file beside its pictures/,
    );
  });

  it('remembers a file until it changes', async () => {
    const known = new KnownPictures();
    const place = { benchmarkFolder: folder.path, filesRoot: null };
    await writeFile(folder.file('changing.png'), png);
    assert.deepEqual(await known.check('changing.png', place), { size: { width: 40, height: 24, isTurned: false } });
    assert.equal(await known.check('changing.png', place), await known.check('./changing.png', place));
    await writeFile(folder.file('next.png'), turned);
    await utimes(folder.file('next.png'), new Date(0), new Date(0));
    await rename(folder.file('next.png'), folder.file('changing.png'));
    assert.deepEqual(await known.check('changing.png', place), { size: { width: 24, height: 40, isTurned: true } });
  });
});

describe('checking that truth is in the picture', () => {
  const sizes = new Map<string, PictureSize>([
    ['a.png', { width: 40, height: 24, isTurned: false }],
    ['b.jpg', { width: 24, height: 40, isTurned: true }],
  ]);
  /** What an expectation has beside the places that these tests are about. */
  const rest: { readonly [testType: string]: object } = {
    point: { match: 'all' },
    box: { iou: 0.5, labels: 'ignore' },
    count: { count: 2, tolerance: 0 },
    ocr: { texts: ['x'], normalize: [], metric: 'cer', threshold: 0.05 },
  };
  const prompt = (
    testType: LoadedPrompt['testType'],
    expectation: string | object,
    ...images: string[]
  ): LoadedPrompt => ({
    testType,
    expectation: typeof expectation === 'object' ? { ...rest[testType], ...expectation } : expectation,
    images,
  });
  const messages = (...prompts: LoadedPrompt[]): string[] =>
    checkTruth(prompts, sizes).map(({ path, message }) => `${path.join('.')}: ${message}`);

  it('takes every place up to the very edge', () => {
    const fine = [
      prompt('box', { boxes: [{ box: [0, 0, 40, 24] }], iou: 0.5, labels: 'ignore' }, 'a.png', 'b.jpg'),
      prompt(
        'point',
        {
          regions: [
            {
              polygon: [
                [0, 0],
                [40, 24],
                [40, 0],
              ],
            },
            { circle: { center: [40, 24], radius: 500 } },
          ],
          match: 'all',
        },
        'a.png',
      ),
      prompt('count', { count: 1, tolerance: 0, points: [[40, 24]] }, 'a.png'),
      prompt('ocr', { texts: ['x'], region: [1, 1, 2, 2] }, 'a.png'),
      prompt('ocr', { texts: ['x'] }, 'a.png'),
      prompt('raw_string_evaluator', 'x', 'a.png'),
      prompt('box', { boxes: [{ box: [0, 0, 999, 999] }] }, 'unusable.png'),
      prompt('raw_string_evaluator', 'x'),
    ];
    assert.deepEqual(messages(...fine), []);
  });

  it('says which place is not in which picture', () => {
    assert.deepEqual(
      messages(
        prompt('box', { boxes: [{ box: [1, 1, 2, 2] }, { box: [1, 1, 41, 2] }] }, 'a.png'),
        prompt(
          'point',
          {
            regions: [
              { box: [0, 0, 1, 24.5] },
              {
                polygon: [
                  [0, 0],
                  [1, 1],
                  [99, 0],
                ],
              },
              { circle: { center: [41, 3], radius: 9 } },
            ],
          },
          'a.png',
        ),
        prompt(
          'count',
          {
            points: [
              [1, 1],
              [1, 25],
            ],
          },
          'a.png',
        ),
        prompt('ocr', { region: [0, 0, 30, 40] }, 'a.png'),
      ),
      [
        'prompts.0.expectation.boxes.1.box: box [1, 1, 41, 2] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.0.box: box [0, 0, 1, 24.5] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.1.polygon: polygon [[0, 0], [1, 1], [99, 0]] is not inside of a.png, which is 40 x 24 px.',
        'prompts.1.expectation.regions.2.circle: the center [41, 3] of the circle is not inside of a.png, which is 40 x 24 px.',
        'prompts.2.expectation.points.1: point [1, 25] is not inside of a.png, which is 40 x 24 px.',
        'prompts.3.expectation.region: box [0, 0, 30, 40] is not inside of a.png, which is 40 x 24 px.',
      ],
    );
  });

  it('explains coordinates of a picture that was not turned', () => {
    assert.deepEqual(messages(prompt('box', { boxes: [{ box: [0, 0, 30, 10] }] }, 'b.jpg')), [
      'prompts.0.expectation.boxes.0.box: box [0, 0, 30, 10] is not inside of b.jpg, which is 24 x 40 px when it is turned as its EXIF orientation says. Coordinates count in the picture as people see it, not as it is stored.',
    ]);
  });

  it("says it once of a prompt with variants, by the prompt's place in the file", () => {
    const variant = (number: number): LoadedPrompt => ({
      ...prompt('box', { boxes: [{ box: [0, 0, 99, 9] }] }, 'a.png'),
      variant: { prompt: 5, kind: 'trial', number, of: 2 },
    });
    assert.deepEqual(
      messages(variant(1), variant(2)).map((line) => line.split(':')[0]),
      ['prompts.4.expectation.boxes.0.box'],
    );
    const after = messages(variant(1), variant(2), prompt('box', { boxes: [{ box: [0, 0, 98, 9] }] }, 'a.png'));
    assert.deepEqual(
      after.map((line) => line.split(':')[0]),
      ['prompts.4.expectation.boxes.0.box', 'prompts.5.expectation.boxes.0.box'],
    );
  });
});

describe('loading a benchmark with its pictures', () => {
  const text = (...prompts: string[]): string =>
    [
      'benchmark_name: Signs',
      'purpose: A test.',
      'base_prompt: Find {{what}}.',
      'evaluator: box',
      'models: [simulated~swift]',
      'prompts:',
      ...prompts,
    ].join('\n');
  const options = { fileName: 'signs.yaml', knownProviders: [] };

  it('puts all problems in the order of the file, truth at its own place', async () => {
    const folder = await PictureFolder.make({ 'a.png': png });
    const place = { benchmarkFolder: folder.path, filesRoot: folder.path };
    const source = text(
      '  - {image: b.png, dynamic_variables: {what: it}, expectation: {box: [1, 2, 3, 4]}}',
      '  - image: a.png',
      '    dynamic_variables: {what: it}',
      '    expectation:',
      '      boxes:',
      '        - box: [1, 1, 2, 2]',
      '        - box: [1, 1, 99, 2]',
      '  - {image: a.png, dynamic_variables: {what: it}, expectation: {box: [1, 2, 3, 400]}}',
    );
    // Truth can only be checked in a text that is a benchmark.
    const loaded = await loadWithImages(source, options, place);
    assert.equal(loaded.benchmark, undefined);
    assert.deepEqual(
      loaded.problems.map(({ line, column, path }) => `${line}:${column} ${path}`),
      ['7:13 prompts[0].image', '13:16 prompts[1].expectation.boxes[1].box', '14:70 prompts[2].expectation.box'],
    );
    const good = await loadWithImages(
      text('  - {image: a.png, dynamic_variables: {what: it}, expectation: {box: [1, 2, 3, 4]}}'),
      options,
      place,
    );
    assert.deepEqual(good.problems, []);
    assert.equal(good.benchmark?.prompts.length, 1);
    await folder.remove();
  });
});
