// Reads what every file exports and what the others import of it: an export says that somebody else uses it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { readSource, sourcesIn } from './sources';

const folders = ['src', 'webview-ui', 'scripts', 'test'];

/** Exports that no file of ours imports, and who uses them instead. */
const usedOtherwise: Readonly<Record<string, string>> = {
  'test/host/index.ts#run': 'VS Code calls it to run the host tests',
  'test/e2e/shared.ts#mochaHooks': 'mocha reads it',
  'test/packages/shared.ts#mochaHooks': 'mocha reads it',
  'test/nothingLeft.ts#mochaHooks': 'mocha reads it',
  'test/ownTemporaryFolder.ts#mochaHooks': 'mocha reads it',
  'src/extension/extension.ts#activate': 'VS Code calls it',
  'scripts/measure/probe/extension.ts#activate': 'VS Code calls it',
  'src/core/runFolder/upgrade/upgradeSteps.ts#presentVersion': 'the compiler holds the list of steps against it',
};

/** A page's HTML names a custom element by its tag, and its file is imported for that. */
const isElementFile = (file: string): boolean => /\/isb-[^/]+\.ts$/.test(file);
const isElement = (file: string, name: string): boolean => isElementFile(file) && name.startsWith('Isb');

interface Export {
  file: string;
  name: string;
}

const say = ({ file, name }: Export): string => `${file}#${name}`;

function exportsOf(file: string): Export[] {
  const declared =
    /^export (?:declare )?(?:abstract )?(?:async )?(?:const enum|const|let|function\*?|class|interface|type|enum) (\w+)/gm;
  return Array.from(readSource(file).matchAll(declared), ([, name = '']) => ({ file, name }));
}

/** `file#name` for each name that a file imports or exports again; the name is `*` where it takes the whole module. */
function importsOf(file: string): string[] {
  const source = readSource(file);
  const named = Array.from(
    source.matchAll(/^(?:import|export) (?:type )?([^'";]*?)\s*\bfrom '(\.[^']+)'/gm),
    ([, list = '', target = '']) =>
      (/\{([^}]*)\}/.exec(list)?.[1] ?? '*')
        .split(',')
        .map(
          (item) =>
            item
              .trim()
              .replace(/^type /, '')
              .split(' as ')[0] ?? '',
        )
        .map((name) => ({ target, name })),
  ).flat();
  const whole = Array.from(source.matchAll(/\bimport\(\s*'(\.[^']+)'\s*\)/g), ([, target = '']) => ({
    target,
    name: '*',
  }));
  return [...named, ...whole].map(({ target, name }) => `${path.posix.join(path.posix.dirname(file), target)}#${name}`);
}

describe('exports', () => {
  const files = folders.flatMap(sourcesIn);
  const importers = new Map<string, string[]>();
  for (const file of files)
    for (const imported of importsOf(file)) importers.set(imported, [...(importers.get(imported) ?? []), file]);
  const importersOf = ({ file, name }: Export): string[] => {
    const module = file.replace(/\.m?ts$/, '');
    return [`${module}#${name}`, `${module}#*`].flatMap((one) => importers.get(one) ?? []);
  };
  const all = files
    .flatMap(exportsOf)
    .filter((one) => !isElement(one.file, one.name) && !Object.hasOwn(usedOtherwise, say(one)));

  it('are imported by somebody', () => {
    assert.ok(all.length > 1000, `${all.length} exports found: were the sources moved?`);
    const unused = all.filter((one) => importersOf(one).length === 0);
    assert.deepEqual(
      unused.map((one) => `${say(one)} is imported by nobody: take its \`export\` away, or take it away`),
      [],
    );
  });

  it('are of use to more than the tests', () => {
    const onlyTested = all
      .filter(({ file }) => !file.startsWith('test/'))
      .filter((one) => importersOf(one).every((file) => file.startsWith('test/')))
      .filter(({ file, name }) => [...readSource(file).matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length === 1);
    assert.deepEqual(
      onlyTested.map((one) => `${say(one)} is used by tests only: it goes, and they go, or they get it themselves`),
      [],
    );
  });

  it('name their file where there is but one', () => {
    const plain = (text: string): string => text.replaceAll('-', '').toLowerCase();
    const misnamed = ['src', 'webview-ui/src', 'test'].flatMap(sourcesIn).flatMap((file) => {
      const [only, ...others] = exportsOf(file);
      const isNamed = !only || others.length > 0 || plain(path.parse(file).name) === plain(only.name);
      return isNamed || isElementFile(file) || Object.hasOwn(usedOtherwise, say(only)) ? [] : [only];
    });
    assert.deepEqual(
      misnamed.map((one) => `${say(one)} is all there is in the file: name the file after it`),
      [],
    );
  });

  it('that are used otherwise are still there', () => {
    const there = new Set(files.flatMap(exportsOf).map(say));
    assert.deepEqual(
      Object.keys(usedOtherwise).filter((one) => !there.has(one)),
      [],
    );
  });
});
