// Reads the import lines of all sources: the four worlds import in one direction only, no file leads back to itself, and no test file is out of every
// suite's reach.
// The tsconfig of each world says the same to the compiler; this says it in a sentence when it breaks.

import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { drawRooms, withRoomsTable } from '../../scripts/drawRooms';
import { roomPhrases, rooms } from '../../scripts/rooms';
import { readSource, sourcesIn } from './sources';

interface World {
  folder: string;
  /** Folders that its relative imports may lead to, itself included. */
  mayImport: string[];
  /** Whether a package or built-in module may be imported. */
  isModuleAllowed(name: string): boolean;
}

const isNode = (name: string): boolean =>
  name.startsWith('node:') || builtinModules.includes(name.split('/')[0] ?? name);
const isBrowserLibrary = (name: string): boolean =>
  /^(lit(\/|$)|@lit\/|@vscode\/webview-ui-toolkit|@microsoft\/fast-|fastest-levenshtein$|uplot(\/|$)|zod$)/.test(name);

const worlds: World[] = [
  {
    folder: 'src/shared',
    mayImport: ['src/shared'],
    isModuleAllowed: (name) => !isNode(name) && name !== 'vscode' && !/^(lit|@vscode|@lit)/.test(name),
  },
  { folder: 'src/core', mayImport: ['src/core', 'src/shared'], isModuleAllowed: (name) => name !== 'vscode' },
  { folder: 'src/cli', mayImport: ['src/cli', 'src/core', 'src/shared'], isModuleAllowed: (name) => name !== 'vscode' },
  { folder: 'src/extension', mayImport: ['src/extension', 'src/core', 'src/shared'], isModuleAllowed: () => true },
  { folder: 'webview-ui', mayImport: ['webview-ui', 'src/shared'], isModuleAllowed: isBrowserLibrary },
];

interface ImportLine {
  file: string;
  /** As written. */
  name: string;
  /** Where a relative import leads, from the project folder with slashes; absent for modules. */
  target?: string;
}

function importsOf(file: string): ImportLine[] {
  const text = readSource(file);
  // `import ... from 'x'`, `export ... from 'x'`, `import 'x'`, `import('x')`, `require('x')`; a statement starts its line.
  const statements =
    /(?:^\s*(?:import|export)\b[^'";]*?\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/gm;
  return Array.from(text.matchAll(statements), ([, , name = '']) => ({
    file,
    name,
    ...(name.startsWith('.') ? { target: path.posix.join(path.posix.dirname(file), name) } : {}),
  }));
}

const isBelow = (target: string, folder: string): boolean => target === folder || target.startsWith(`${folder}/`);
const say = (line: ImportLine): string => `${line.file} imports '${line.name}'`;

/** The first way found from each file back to itself, types included, as `a -> b -> a`. */
function circlesIn(folders: readonly string[]): string[] {
  const files = folders.flatMap(sourcesIn);
  const known = new Set(files);
  const next = (file: string): string[] =>
    importsOf(file).flatMap(({ target = '' }) => [target, `${target}.ts`].filter((name) => known.has(name)));
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (way.includes(file) || done.has(file)) return;
    for (const one of next(file)) walk(one, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return circles;
}

describe('imports', () => {
  it('lead no file back to itself, not even by a type', () => {
    assert.deepEqual(circlesIn(['src', 'webview-ui', 'scripts', 'test']), []);
  });

  for (const world of worlds) {
    it(`of ${world.folder} lead to ${world.mayImport.join(', ')} and to allowed modules only`, () => {
      const lines = sourcesIn(world.folder).flatMap(importsOf);
      assert.ok(lines.length > 0, `${world.folder} has no sources with imports: was it moved?`);
      const wrong = lines.filter((line) =>
        line.target === undefined
          ? !world.isModuleAllowed(line.name)
          : !world.mayImport.some((folder) => isBelow(line.target ?? '', folder)),
      );
      assert.deepEqual(wrong.map(say), []);
    });
  }

  for (const [world, mayImport] of Object.entries(rooms)) {
    const roomOf = (file: string): string | undefined =>
      isBelow(file, world) ? /^([^/]+)\//.exec(file.slice(world.length + 1))?.[1] : undefined;
    const crossings = (): (ImportLine & { from: string; to: string })[] =>
      sourcesIn(world)
        .flatMap(importsOf)
        .flatMap((line) => {
          const [from, to] = [roomOf(line.file), roomOf(line.target ?? '')];
          return from !== undefined && to !== undefined && from !== to ? [{ ...line, from, to }] : [];
        });

    it(`between the rooms of ${world} are those that rooms.ts allows`, () => {
      const topFiles = sourcesIn(world)
        .filter((file) => roomOf(file) !== undefined)
        .flatMap(importsOf)
        .filter(
          ({ target = '' }) =>
            isBelow(target, world) && roomOf(target) === undefined && !rooms[world]?.[target.slice(world.length + 1)],
        )
        .map((line) => `${say(line)}: a file at the top of its world is for nobody below`);
      assert.deepEqual(topFiles, []);
      const wrong = crossings()
        .filter(({ from, to }) => !mayImport[from]?.includes(to))
        .map((line) => `${say(line)}: ${line.from} may import ${mayImport[line.from]?.join(', ') || 'no other room'}`);
      assert.deepEqual(wrong, []);
    });

    it(`of ${world} have a row in rooms.ts for every folder, and no arrow that nothing needs`, () => {
      const folders = [...new Set(sourcesIn(world).map(roomOf))].filter((room) => room !== undefined);
      assert.deepEqual(Object.keys(mayImport).sort(), folders.sort());
      assert.deepEqual(Object.keys(roomPhrases[world] ?? {}), Object.keys(mayImport));
      const used = new Set(crossings().map(({ from, to }) => `${from} -> ${to}`));
      const arrows = Object.entries(mayImport).flatMap(([from, list]) => list.map((to) => `${from} -> ${to}`));
      assert.deepEqual(
        arrows.filter((arrow) => !used.has(arrow)),
        [],
      );
    });

    it(`of ${world} go down: a room imports only rooms listed above it`, () => {
      const order = Object.keys(mayImport);
      const upward = order.flatMap((room, floor) =>
        (mayImport[room] ?? []).filter((one) => !order.slice(0, floor).includes(one)).map((one) => `${room} -> ${one}`),
      );
      assert.deepEqual(upward, []);
    });
  }

  it('are drawn in docs/design.md as they are', () => {
    const advice = 'run `npx tsx scripts/drawRooms.ts`';
    assert.equal(readSource('docs/images/rooms.svg'), drawRooms(), advice);
    assert.equal(readSource('docs/design.md'), withRoomsTable(readSource('docs/design.md')), advice);
  });

  it('of vscode are in src/extension and its tests only', () => {
    const files = new Set(
      ['src', 'webview-ui', 'test']
        .flatMap(sourcesIn)
        .flatMap(importsOf)
        .filter(({ name }) => name === 'vscode')
        .map(({ file }) => file),
    );
    const outside = [...files].filter((file) => !isBelow(file, 'src/extension') && !isBelow(file, 'test/host'));
    assert.deepEqual(outside, []);
    assert.ok(files.size > 0);
  });

  it('of @vscode/webview-ui-toolkit are in exactly one file, so that a successor is a change of one file', () => {
    const files = new Set(
      ['src', 'webview-ui', 'test']
        .flatMap(sourcesIn)
        .flatMap(importsOf)
        .filter(({ name }) => name.startsWith('@vscode/webview-ui-toolkit'))
        .map(({ file }) => file),
    );
    assert.equal(files.size, 1, `imported in ${[...files].join(', ')}`);
  });

  it("of zod are `* as z`, for the name z brings zod's words in forty languages into every program that we build", () => {
    const named = ['src', 'webview-ui']
      .flatMap(sourcesIn)
      .filter((file) => /\bimport \{[^}]*\bz\b[^}]*\} from 'zod'/.test(readSource(file)));
    assert.deepEqual(named, []);
  });

  it('of model SDKs are in their adapters only, as type or at first use', () => {
    const atFirstUse = sourcesIn('src/core/providers').flatMap((file) =>
      Array.from(
        readSource(file).matchAll(/\bimport\('((?:@[^/']+\/)?[^./'][^/']*)[^']*'\)/g),
        ([, name = '']) => name,
      ),
    );
    const sdks = [...new Set(atFirstUse)].filter((name) => !isNode(name));
    assert.ok(sdks.includes('openai'), `packages that adapters import at first use: ${sdks.join(', ')}`);
    const whenLoaded = sourcesIn('src').filter((file) =>
      Array.from(readSource(file).matchAll(/^import (?!type\b)[^;]*?from '([^']+)'/gm)).some(([, name = '']) =>
        sdks.some((sdk) => isBelow(name, sdk)),
      ),
    );
    assert.deepEqual(whenLoaded, [], 'an SDK is imported when the file is loaded');
  });
});

describe('test files', () => {
  it('are found by the glob of a suite', () => {
    const suites = ['test/unit', 'test/host', 'test/e2e', 'test/packages', 'test/slurm'];
    const lost = ['test', 'src', 'webview-ui', 'scripts']
      .flatMap(sourcesIn)
      .filter((file) => /^\s*(describe|it)\(['"`]/m.test(readSource(file)))
      .filter((file) => !(file.endsWith('.test.ts') && suites.some((suite) => isBelow(file, suite))));
    assert.deepEqual(lost, []);
  });

  it('of a room lie in a folder of its name', () => {
    const lost = Object.entries(rooms).flatMap(([world, mayImport]) => {
      const folder = `test/unit/${world === 'webview-ui/src' ? 'webview' : world.slice('src/'.length)}`;
      const tested = sourcesIn(folder).map((file) => /^([^/]+)\//.exec(file.slice(folder.length + 1))?.[1]);
      return [...new Set(tested)]
        .filter((room) => room !== undefined && !(room in mayImport))
        .map((room) => `${folder}/${room}: ${world} has no room ${room}`);
    });
    assert.deepEqual(lost, []);
  });

  it('are not skipped or run alone', () => {
    const marked = sourcesIn('test').filter((file) =>
      /\b(describe|it|context)\.(skip|only)\(|\bthis\.skip\(/.test(
        readSource(file).replaceAll(/\/\/.*|\/\*[^]*?\*\//g, ''),
      ),
    );
    assert.deepEqual(
      marked.filter((file) => file !== 'test/unit/imports.test.ts'),
      [],
    );
  });
});
