// Opening the page of a run whose folder may come from anybody: what runs in it is our own script, or somebody is told that it may not be.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureReviewPage } from '../../../../src/core/runFolder/ensureReviewPage';
import { isOwnReviewPage } from '../../../../src/core/runFolder/isOwnReviewPage';
import { withRunLock } from '../../../../src/core/runFolder/runLock';
import { writeReviewPage } from '../../../../src/core/runFolder/writeReviewPage';
import { distDirectory } from '../run/engineFixture';

describe('the page of a run that is opened', () => {
  let ground: string;
  let run: string;
  let page: string;
  let own: string;
  beforeEach(async () => {
    ground = await mkdtemp(join(tmpdir(), 'isb-page-'));
    run = join(ground, 'run');
    page = join(run, 'index.html');
    await cp('test/runFolders/version2', run, { recursive: true });
    await writeReviewPage(run, distDirectory);
    own = await readFile(page, 'utf8');
  });
  afterEach(() => rm(ground, { recursive: true }));

  const put = async (text: string): Promise<void> => {
    await writeFile(page, text);
    // A stranger may give it any time.
    await utimes(page, new Date(Date.now() + 86_400_000), new Date(Date.now() + 86_400_000));
  };

  it('is left as it is when this program has written it', async () => {
    await put(own);
    assert.deepEqual(await ensureReviewPage(run, distDirectory), { path: page, problem: null });
    assert.equal((await readFile(page, 'utf8')) === own, true);
    assert.ok(await isOwnReviewPage(run, distDirectory));
  });

  const title = /<title>[^<]*<\/title>/;
  const strangers: [what: string, change: (text: string) => string][] = [
    ['is another page', () => '<!DOCTYPE html><title>Run</title><script>alert(1)</script>'],
    ['is empty', () => ''],
    ['has a script of its own', (text) => text.replace('</body>', '<script>alert(1)</script></body>')],
    ['has a script before ours', (text) => text.replace('<isb-review>', '<script>alert(1)</script><isb-review>')],
    ['has a script behind its end', (text) => `${text}<script>alert(1)</script>`],
    ['has a script in its title', (text) => text.replace(title, '<title></title><script>alert(1)</script>')],
    ['has a changed script', (text) => text.replace('<script>', '<script>alert(1);')],
    ['has a looser policy', (text) => text.replace("default-src 'none'", "default-src *; script-src 'unsafe-inline'")],
    ['has no policy', (text) => text.replace(/<meta http-equiv[^>]*>\n/, '')],
    ['loads a script', (text) => text.replace('<head>', '<head><script src="data/x.js"></script>')],
    [
      'names pieces that are not there',
      (text) => text.replace('<meta http', `<meta name="pieces" content="${'0'.repeat(16)}">\n<meta http`),
    ],
    [
      'has mark-up among its data',
      (text) => text.replace('<script type="text/plain"', '<img src=x onerror=alert(1)><script type="text/plain"'),
    ],
    [
      'has data that is none',
      (text) => text.replace(/(<script type="text\/plain" id="[^"]*">)/, '$1</script><b>x</b><script>'),
    ],
    ['was cut', (text) => text.slice(0, -20)],
  ];
  for (const [what, change] of strangers)
    it(`is made anew where it ${what}`, async () => {
      await put(change(own));
      assert.ok(!(await isOwnReviewPage(run, distDirectory)));
      assert.deepEqual(await ensureReviewPage(run, distDirectory), { path: page, problem: null });
      assert.equal((await readFile(page, 'utf8')) === own, true);
    });

  it('is told of where it can not be made anew', async () => {
    await put('<script>alert(1)</script>');
    await withRunLock(run, async () => {
      const { problem } = await ensureReviewPage(run, distDirectory);
      assert.match(
        problem ?? '',
        /^This version of the program has not written the page.*could not be made anew: run is being written/,
      );
    });
    await rm(page);
    await withRunLock(run, () =>
      assert.rejects(ensureReviewPage(run, distDirectory), /has no index\.html yet, and none could be made/),
    );
  });
});
