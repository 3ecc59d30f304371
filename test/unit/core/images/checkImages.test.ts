import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { checkImages } from '../../../../src/core/images/checkImages';
import { KnownPictures } from '../../../../src/core/images/knownPictures';
import { loadWithImages } from '../../../../src/core/images/loadWithImages';
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
