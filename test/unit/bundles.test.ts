// What VS Code and its pages load: how much it is, and that what is needed later only isn't in it.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
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
    for (const late of ['extension/running/engineRun', 'extension/running/runSession', 'shared/words/transcriptText'])
      assert.ok(!inputs.includes(`src/${late}.ts`), `${late} is needed when a run starts or opens, or is read`);
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

  it('in the asking thread has no test type in it, whichever models are asked: what a simulated one says is decided before', async () => {
    const entryPoints = ['src/core/ask/askThread.ts'];
    const built = await build({
      entryPoints,
      bundle: true,
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(built.metafile.inputs);
    assert.ok(inputs.includes('src/core/providers/connectSimulated.ts'));
    assert.deepEqual(
      inputs.filter((input) => /^src\/core\/(?:testTypes|checks|coordinates)\//.test(input)),
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

  it('at the start of the extension asks VS Code for each module once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isb-extension-'));
    try {
      await build(extensionBuild(folder, true));
      const text = await readFile(join(folder, 'extension.cjs'), 'utf8');
      const asked: string[] = [];
      // Whatever is asked of it, in place of VS Code's API, is there and is the same again.
      const anything: object = new Proxy(class {}, {
        get: (api, name) => (name === 'prototype' ? api.prototype : anything),
      });
      const load = (name: string): unknown => {
        asked.push(name);
        return name === 'vscode' ? anything : process.getBuiltinModule(name);
      };
      const entry: { exports: { activate?: unknown } } = { exports: {} };
      compileFunction(text, ['require', 'module', 'exports'])(load, entry, entry.exports);
      assert.equal(typeof entry.exports.activate, 'function');
      assert.ok(asked.includes('vscode') && asked.includes('node:path'));
      assert.deepEqual(asked, [...new Set(asked)]);
    } finally {
      await rm(folder, { recursive: true });
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
