// Every command in the documents: a reader who copies one must not be told that there is no such thing.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../../src/cli/arguments/commands';
import { parseArguments } from '../../../src/cli/arguments/parseArguments';
import { CliFixture, root } from '../cli/cliFixture';
import { commandsIn, problemOf, programArguments } from './documentCommands';

const folders = ['.', 'docs', 'examples', 'examples/distributed', 'media/walkthrough'];
const documents = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
    .map((name) => join(folder, name)),
);
const commandsByDocument = documents.map((document) => ({
  document,
  commands: [
    ...new Set(
      commandsIn(readFileSync(join(root, document), 'utf8'), document.endsWith('cli.md') ? 'program' : 'project'),
    ),
  ],
}));

describe('the commands in the documents', () => {
  for (const { document, commands } of commandsByDocument.filter(({ commands }) => commands.length > 0)) {
    it(`of ${document} can be written as they are`, () => {
      const problems = commands.flatMap((command) => {
        const problem = problemOf(command, root);
        return problem === undefined ? [] : [`${command}: ${problem}`];
      });
      assert.deepEqual(problems, []);
    });
  }

  it('are found where they are: in fences, in the text, over two lines', () => {
    const page = [
      'Say `npm run',
      'unit` or `validate FILE`, see `README.md`.',
      '```sh',
      'npm ci && npm test   # everything',
      'npx tsx scripts/writeSchema.ts',
      '```',
    ].join('\n');
    const found = ['npm ci', 'npm test', 'npx tsx scripts/writeSchema.ts', 'npm run unit'];
    assert.deepEqual(commandsIn(page, 'project'), found);
    assert.deepEqual(commandsIn(page, 'program'), [...found, 'iso-speed-bench validate FILE']);
    assert.ok(commandsByDocument.flatMap(({ commands }) => commands).length > 50);
  });

  const wrong: [command: string, problem: RegExp][] = [
    ['npm run benhc -- list', /no npm script benhc/],
    ['npm tset', /no npm script tset/],
    ['npx tsx scripts/writeSchemas.ts', /no file scripts\/writeSchemas\.ts/],
    ['npm run bench -- run examples/last-run.yaml', /no file examples\/last-run\.yaml/],
    ['npm run bench -- list --modle gpt', /no flag --modle/],
    ['iso-speed-bench compare A --fail-on-regression', /needs two runs or more/],
    ['iso-speed-bench run FILE --limit few', /--limit must be a whole number/],
    ['iso-speed-bench resume --budgets', /no flag --budgets/],
    ['iso-speed-bench recsore RUN', /no command "recsore"/],
    ['node scripts/buildWebview.mjs --devel', /reads no --devel/],
    ['npx mocha --config test/unit/.mocharcs.json', /no file test\/unit\/\.mocharcs\.json/],
  ];
  for (const [command, problem] of wrong) {
    it(`would be refused: ${command}`, () => assert.match(problemOf(command, root) ?? '', problem));
  }

  describe('that cost nothing', () => {
    let fixture: CliFixture;

    before(async () => {
      fixture = await CliFixture.make();
    });

    after(() => fixture.remove());

    for (const words of freeCommands()) {
      it(`run: ${words.join(' ')}`, async () => {
        const { code, stderr } = await fixture.call(inFolder(words));
        assert.equal(code, 0, stderr);
      });
    }
  });
});

/** The program's arguments, each once, that ask no model but a simulated or an offline one and wait for nobody. */
function freeCommands(): string[][] {
  const found = commandsByDocument
    .flatMap(({ commands }) => commands)
    .map((command) => programArguments(command) ?? [])
    .filter(isFree);
  return [...new Map(found.map((words) => [words.join(' '), words])).values()];
}

function isFree(words: readonly string[]): boolean {
  const command = parsed(words);
  switch (command?.kind) {
    case 'help':
    case 'version':
    case 'list':
      return true;
    case 'prices':
      return !command.updates;
    case 'run':
      return command.file.startsWith('examples/');
    default:
      return false;
  }
}

/** Undefined for words that only mention a command; whether those are right is another test's. */
function parsed(words: readonly string[]): Command | undefined {
  try {
    return parseArguments(words);
  } catch {
    return undefined;
  }
}

/** The same command, small, with its files where they are and what it makes in the fixture's folder. */
function inFolder(words: readonly string[]): string[] {
  const found = words.map((word) => (word.startsWith('examples/') ? join(root, word) : word));
  return words[0] === 'run' ? [...found, '--limit', '1', '--allow-errors', '--allow-outside-images'] : found;
}
