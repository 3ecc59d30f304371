// What VS Code and its pages load: how much it is, and that what is needed later only isn't in it.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { extensionBuild, extensionModules, loadedWith } from '../../scripts/buildExtension.mjs';
import { buildWebview } from '../../scripts/buildWebview.mjs';

/** Bytes of what is loaded when the extension is activated. */
const mostAtStart = 300_000;
/** Bytes of the panel's script, gzipped. */
const mostOfPanel = 150_000;

describe('what is loaded', () => {
  let metafile: Metafile;

  before(async () => {
    ({ metafile } = await build({ ...extensionModules('dist', true), write: false }));
  });

  it('at the start of the extension is small, and has no package in it but our own code', () => {
    const files = loadedWith(metafile);
    const bytes = files.reduce((sum, file) => sum + metafile.outputs[file]!.bytes, 0);
    assert.ok(bytes <= mostAtStart, `${bytes} bytes in ${files.length} files`);
    const inputs = files.flatMap((file) => Object.keys(metafile.outputs[file]!.inputs));
    assert.deepEqual(
      inputs.filter((input) => !input.startsWith('src/')),
      [],
      'SDKs, zod, prices and the like are imported at first use',
    );
    assert.ok(
      Object.values(metafile.outputs).some(({ inputs: own }) => Object.keys(own).some((one) => one.includes('/zod/'))),
    );
  });

  it('when a run is opened has no reader of benchmarks in it: those know all test types', () => {
    const inputs = loadedWith(metafile, 'src/core/runFolder/openRun.ts').flatMap((file) =>
      Object.keys(metafile.outputs[file]!.inputs),
    );
    assert.ok(inputs.includes('src/core/runFolder/readEvents.ts'));
    assert.deepEqual(
      inputs.filter((input) => /^src\/core\/(?:benchmark|testTypes|answerText|checks|providers)\//.test(input)),
      [],
    );
  });

  it("at the start of the extension has VS Code's API as it is, and no copy of it for each file", async () => {
    for (const isMinified of [true, false]) {
      const folder = await mkdtemp(join(tmpdir(), 'isb-extension-'));
      try {
        await build(extensionBuild(folder, isMinified));
        const pieces = (await readdir(join(folder, 'extension'))).filter((name) => name.endsWith('.cjs'));
        const texts = await Promise.all(
          ['extension.cjs', ...pieces.map((name) => join('extension', name))].map((name) =>
            readFile(join(folder, name), 'utf8'),
          ),
        );
        const asked = texts.join('\n').match(/.{3}require\("vscode"\)/g) ?? [];
        assert.ok(asked.length > 50);
        assert.deepEqual(
          asked.filter((text) => /\(require/.test(text)),
          [],
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  });

  it('by the panel is small, and one file; what draws plots is loaded with the first of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-webview-'));
    try {
      await buildWebview(folder);
      const bytes = gzipSync(await readFile(join(folder, 'panel.js'))).length;
      assert.ok(bytes <= mostOfPanel, `${bytes} bytes, gzipped`);
      const scripts = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js')).sort();
      const pages = ['compare.js', 'overview.js', 'panel.js', 'review.js', 'sheet.js', 'testPage.js'];
      assert.deepEqual(scripts, [...pages.slice(0, 3), join('pieces', 'uplot.js'), ...pages.slice(3)]);
      // The page of a run folder has everything in it.
      assert.doesNotMatch(await readFile(join(folder, 'review.js'), 'utf8'), /import\(/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
