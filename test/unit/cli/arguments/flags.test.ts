// The table of flags: that every row is read, and that help and documentation are made of it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { withMadeParts } from '../../../../scripts/cliDocs';
import { commandNames } from '../../../../src/cli/arguments/commandNames';
import { allFlags, flags, flagsOf } from '../../../../src/cli/arguments/flags';
import { helpText } from '../../../../src/cli/text/helpText';

const project = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, project), 'utf8');

describe('the table of flags', () => {
  it('has each name once in a command, and a command for each row', () => {
    for (const command of commandNames) {
      const names = flagsOf(command).map(({ name }) => name);
      assert.deepEqual(names, [...new Set(names)], command);
    }
    assert.deepEqual(
      allFlags.filter(({ help }) => Object.keys(help).length === 0).map(({ name }) => name),
      [],
    );
  });

  it('is read row by row: no flag is taken and then forgotten', () => {
    const room = 'src/cli/arguments/';
    const parser = readdirSync(new URL(room, project))
      .map((name) => read(room + name))
      .join('');
    assert.deepEqual(
      Object.keys(flags).filter((key) => !parser.includes(`flags.${key}.valueIn(given)`)),
      [],
    );
  });

  it('makes the help: every flag with its whole meaning and its default', () => {
    const words = (text: string): string => text.replace(/\s+/g, ' ');
    for (const command of commandNames) {
      const help = words(helpText(command));
      for (const { name, placeholder, help: meanings, writtenDefault } of flagsOf(command)) {
        const meaning = meanings[command]!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');
        const more = writtenDefault === undefined ? '' : ` Default: ${writtenDefault}.`;
        assert.ok(help.includes(`--${name}${placeholder} ${meaning}${more}`), `${command} --${name}`);
      }
    }
  });

  it('makes the tables of docs/cli.md (npx tsx scripts/writeCliDocs.ts writes them)', () => {
    const page = read('docs/cli.md');
    assert.equal(withMadeParts(page), page);
  });

  it('refuses a page that lacks a table or has one that nothing makes', () => {
    const page = read('docs/cli.md');
    assert.throws(() => withMadeParts(page.replace('<!-- made: trend -->', '')), /no part "<!-- made: trend -->"/);
    assert.throws(() => withMadeParts(`${page}<!-- made: trends -->\n<!-- end -->`), /Nothing makes the part "trends"/);
  });
});
