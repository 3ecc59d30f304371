// Builds dist/sandbox: everything a child of the Python sandbox needs, or of the JavaScript one, as plain scripts and data that its parent
// sends to it.
// Pyodide's modules become classic scripts, because the bare realm they run in knows no modules and no Node.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { buildFolder } from './builtFolder.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'src', 'core', 'python');
const javascriptSources = join(root, 'src', 'core', 'javascript');
const quickjs = '@jitl/quickjs-wasmfile-release-sync';
const { resolve: find } = createRequire(import.meta.url);
/**
 * Python packages that go into the sandbox's library, see vendor/README.md: the world's time zones, without which zoneinfo would know none (those of
 * the machine are out of its sight), and what answers import most that is small and pure Python.
 */
const wheels = [
  'tzdata-2026.4-py2.py3-none-any.whl',
  'attrs-26.1.0-py3-none-any.whl',
  'more_itertools-11.1.0-py3-none-any.whl',
  'python_dateutil-2.9.0.post0-py2.py3-none-any.whl',
  'six-1.17.0-py2.py3-none-any.whl',
  'sortedcontainers-2.4.0-py2.py3-none-any.whl',
  'typing_extensions-4.16.0-py3-none-any.whl',
].map((name) => join(root, 'vendor', name));

/**
 * Makes a standard library of compiled modules. Pyodide's own holds sources only, and compiling those that every start needs
 * is most of what a start costs. Runs the published interpreter once, here, at build time.
 */
const compileLibrary = `
import glob, importlib._bootstrap_external as external, io, importlib.util, sys, zipfile
archive = next(path for path in sys.path if path.endswith('.zip'))
compiled = io.BytesIO()

def add(target, name, data):
    if name.endswith('.py'):
        code = compile(data, archive + '/' + name, 'exec', dont_inherit=True)
        # Unchecked hashes: no time of building in the file, and no look for a source that is not there.
        data, name = external._code_to_hash_pyc(code, importlib.util.source_hash(data), False), name + 'c'
    target.writestr(zipfile.ZipInfo(name), data)

with zipfile.ZipFile(archive) as source, zipfile.ZipFile(compiled, 'w') as target:
    for entry in source.infolist():
        add(target, entry.filename, source.read(entry))
    for wheel in sorted(glob.glob('/tmp/*.whl')):
        with zipfile.ZipFile(wheel) as source:
            for entry in source.infolist():
                # Tables, types and descriptions are for people and for other programs.
                if '.dist-info/' not in entry.filename and not entry.filename.endswith(('.zi', '.tab', '.pyi', 'py.typed')):
                    add(target, entry.filename, source.read(entry))
compiled.getvalue()
`;

async function writeCompiledLibrary(file) {
  const { loadPyodide } = await import('pyodide');
  // Column numbers of the library's own lines would make it a third larger.
  const interpreter = await loadPyodide({ env: { PYTHONNODEBUGRANGES: '1', PYTHONHASHSEED: '0' } });
  for (const wheel of wheels) interpreter.FS.writeFile(`/tmp/${basename(wheel)}`, await readFile(wheel));
  const proxy = interpreter.runPython(compileLibrary);
  await writeFile(file, proxy.toJs());
  proxy.destroy();
}

const licenseNotice = `The files in this folder contain Pyodide, CPython, time zones, six small packages of Python and QuickJS.

Pyodide {pyodide} (pyodide.asm.js, pyodide.asm.wasm, pyodide.js, python_stdlib.zip)
  Copyright (C) 2019-2022 Pyodide contributors and Mozilla.
  Licensed under the Mozilla Public License, version 2.0. The license's text: https://mozilla.org/MPL/2.0/
  The source code in its original form: https://github.com/pyodide/pyodide (tag {pyodide}).
  pyodide.asm.js and pyodide.js are the published modules pyodide.asm.mjs and pyodide.mjs, turned into classic scripts;
  python_stdlib.zip is the published archive of that name with its modules compiled, and the packages below.

CPython (inside pyodide.asm.wasm, and its standard library in python_stdlib.zip)
  Copyright (c) 2001 Python Software Foundation; All Rights Reserved.
  Licensed under the Python Software Foundation License, version 2. The license's text: https://docs.python.org/3/license.html
  That page also lists the licenses of the software that CPython incorporates.

tzdata (the folder of that name in python_stdlib.zip)
  The time zones of IANA, which are in the public domain, as compiled and published by the Python Software Foundation.
  The package around them is licensed under the Apache License, version 2.0: https://www.apache.org/licenses/LICENSE-2.0
  Its source code: https://github.com/python/tzdata

attrs, more-itertools and six (folders attr and attrs, folder more_itertools, module six in python_stdlib.zip)
  Copyright (c) 2015 Hynek Schlawack and the attrs contributors; (c) 2012 Erik Rose; (c) 2010-2024 Benjamin Peterson.
  Licensed under the MIT license: https://github.com/python-attrs/attrs/blob/main/LICENSE,
  https://github.com/more-itertools/more-itertools/blob/master/LICENSE, https://github.com/benjaminp/six/blob/main/LICENSE

python-dateutil (the folder dateutil in python_stdlib.zip)
  Copyright 2017- Paul Ganssle, dateutil contributors; 2003-2011 Gustavo Niemeyer, 2012-2014 Tomi Pieviläinen, 2014-2016 Yaron de Leeuw.
  Licensed under the Apache License, version 2.0, and the BSD license with three clauses: https://github.com/dateutil/dateutil/blob/master/LICENSE

sortedcontainers (the folder of that name in python_stdlib.zip)
  Copyright 2014-2019 Grant Jenks. Licensed under the Apache License, version 2.0: https://www.apache.org/licenses/LICENSE-2.0

typing_extensions (the module of that name in python_stdlib.zip)
  Copyright (c) 2001 Python Software Foundation; All Rights Reserved.
  Licensed under the Python Software Foundation License, version 2: https://docs.python.org/3/license.html

QuickJS and quickjs-emscripten (quickjs.wasm, and inside javascript.js)
  Copyright (c) 2017-2025 Fabrice Bellard and Charlie Gordon; (c) 2019-2024 Jake Teton-Landis.
  Licensed under the MIT license: https://github.com/justjake/quickjs-emscripten/blob/main/LICENSE

Emscripten's run-time library (inside pyodide.asm.js, pyodide.asm.wasm, quickjs.wasm and javascript.js)
  Copyright (c) 2010-2014 Emscripten authors. Licensed under the MIT license and the University of Illinois/NCSA license:
  https://github.com/emscripten-core/emscripten/blob/main/LICENSE
`;

/** What the result depends on, as one text; equal text means nothing to do. */
async function fingerprint(pyodideDirectory) {
  const hash = createHash('sha256');
  hash.update(await readFile(fileURLToPath(import.meta.url)));
  hash.update(await readFile(join(pyodideDirectory, 'package.json')));
  for (const wheel of wheels) hash.update(await readFile(wheel));
  for (const name of [`${quickjs}/wasm`, quickjs, 'quickjs-emscripten-core']) hash.update(await readFile(find(name)));
  const used = (await readdir(sources)).filter((file) => file.startsWith('sandbox')).map((name) => join(sources, name));
  const all = [...used, ...(await readdir(javascriptSources)).map((name) => join(javascriptSources, name))];
  for (const file of all.sort()) hash.update(file.slice(root.length)).update(await readFile(file));
  return hash.digest('hex');
}

/**
 * Writes the sandbox files into `outDirectory` (absolute). Does nothing when they are there and made of the same sources.
 * Returns true when it built.
 */
export async function buildSandbox(outDirectory) {
  const pyodideDirectory = dirname(find('pyodide/package.json'));
  const stamp = await fingerprint(pyodideDirectory);
  return buildFolder(outDirectory, stamp, async (workDirectory) => {
    const classic = (entry, outfile, globalName) =>
      build({
        entryPoints: [join(pyodideDirectory, entry)],
        outfile: join(workDirectory, outfile),
        bundle: true,
        format: 'iife',
        globalName,
        platform: 'neutral',
        target: 'es2022',
        minify: true,
        external: ['node:*', 'ws'],
        define: { 'import.meta.url': JSON.stringify(`file:///pyodide/${entry}`) },
        legalComments: 'inline',
        logLevel: 'error',
      });
    const own = (entry, outfile, options) =>
      build({
        entryPoints: [entry],
        outfile: join(workDirectory, outfile),
        bundle: true,
        target: 'node20',
        logLevel: 'error',
        ...options,
      });
    const program = { format: 'cjs', platform: 'node', banner: { js: '"use strict";' } };
    await Promise.all([
      classic('pyodide.asm.mjs', 'pyodide.asm.js', '__pyasm'),
      classic('pyodide.mjs', 'pyodide.js', '__pyloader'),
      // Strict mode in both: a sloppy function would show its caller and its `this` to whoever it calls.
      own(join(sources, 'sandboxGuest.ts'), 'guest.js', {
        format: 'iife',
        platform: 'neutral',
        banner: { js: '"use strict";' },
      }),
      own(join(sources, 'sandboxChild.ts'), 'child.js', program),
      own(join(javascriptSources, 'javascriptChild.ts'), 'javascript.js', {
        ...program,
        // The one of its forms that imports nothing while it runs.
        conditions: ['iife'],
      }),
      copyFile(find(`${quickjs}/wasm`), join(workDirectory, 'quickjs.wasm')),
      copyFile(join(pyodideDirectory, 'pyodide.asm.wasm'), join(workDirectory, 'pyodide.asm.wasm')),
      // A process of its own: Pyodide leaves traces in the globals of the one that loads it.
      promisify(execFile)(process.execPath, [
        fileURLToPath(import.meta.url),
        '--library',
        join(workDirectory, 'python_stdlib.zip'),
      ]),
    ]);
    const { version } = JSON.parse(await readFile(join(pyodideDirectory, 'package.json'), 'utf8'));
    await writeFile(join(workDirectory, 'LICENSES.txt'), licenseNotice.replaceAll('{pyodide}', version));
  });
}

/** @param {string[]} args */
async function main([option, file]) {
  if (option === '--library' && file) {
    await writeCompiledLibrary(file);
    return;
  }
  const outDirectory = join(root, 'dist', 'sandbox');
  const isBuilt = await buildSandbox(outDirectory);
  let bytes = 0;
  for (const name of await readdir(outDirectory)) bytes += (await stat(join(outDirectory, name))).size;
  console.log(`dist/sandbox ${isBuilt ? 'built' : 'is up to date'}: ${(bytes / 1e6).toFixed(1)} MB`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
