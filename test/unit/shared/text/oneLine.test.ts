// A name is shown on one line, and nothing in it is hidden: neither in lists, trees and pages, nor in notifications and tables.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { printable } from '../../../../src/cli/text/fitText';
import { noticeLines, noticeText } from '../../../../src/extension/host/noticeText';
import { oneLine } from '../../../../src/shared/text/hiddenCharacters';
import { readSource, sourcesIn } from '../../sources';

describe('a name on one line', () => {
  for (const [what, name, shown] of [
    ['a line of its own', 'Words\nForged  today  99%', 'Words Forged today 99%'],
    ['a line by CR LF', 'Words\r\nForged', 'Words Forged'],
    ['a line by CR alone', 'Words\rForged', 'Words Forged'],
    ['a line separator', 'Words\u2028Forged', 'Words Forged'],
    ['a paragraph separator', 'Words\u2029Forged', 'Words Forged'],
    ['a next line of C1', 'Words\u0085Forged', 'Words Forged'],
    ['a vertical tab and a form feed', 'a\vb\fc', 'a b c'],
    ['a column by tabs', 'Words\t\t99%', 'Words 99%'],
    ['a column by blanks', 'Words      99%', 'Words 99%'],
    ['wide and no-break blanks', 'a\u3000b\u00a0c', 'a b c'],
    ['blanks around it', ' \n Words \n ', 'Words'],
    ['an escape sequence', 'Words\u001b[2J\u001b[1;31m', 'Words<U+001B>[2J<U+001B>[1;31m'],
    ['an escape sequence of C1', 'Words\u009b31m', 'Words<U+009B>31m'],
    ['a link of a terminal', 'a\u001b]8;;http://x\u0007b', 'a<U+001B>]8;;http://x<U+0007>b'],
    ['a backspace', 'Words\b\b\b\b\bOther', 'Words<U+0008><U+0008><U+0008><U+0008><U+0008>Other'],
    ['NUL and DEL', 'a\0b\u007fc', 'a<U+0000>b<U+007F>c'],
    ['an override of direction', 'gpt\u202e%99', 'gpt<U+202E>%99'],
    ['an isolate', 'gpt\u2066a\u2069', 'gpt<U+2066>a<U+2069>'],
    ['marks of direction', 'a\u200eb\u200fc\u061cd', 'a<U+200E>b<U+200F>c<U+061C>d'],
    ['a zero width space', 'gpt\u200b-4o', 'gpt<U+200B>-4o'],
    ['a soft hyphen', 'gpt\u00ad-4o', 'gpt<U+00AD>-4o'],
    ['a joiner between Latin letters', 'gpt\u200d-4o', 'gpt<U+200D>-4o'],
    ['tags', 'gpt\u{e0041}', 'gpt<U+E0041>'],
    ['a word joiner', 'gpt\u2060-4o', 'gpt<U+2060>-4o'],
    ['a Hangul filler', 'gpt\u3164', 'gpt<U+3164>'],
    ['a variation selector behind a letter', 'gpt\ufe0f', 'gpt<U+FE0F>'],
  ] as const)
    it(`shows ${what}`, () => assert.equal(oneLine(name), shown));

  it('leaves names of all scripts and emoji as they are', () => {
    for (const name of ['通义千问', 'نمونه‌ها', 'क्‍ष', '👩‍🔬 ✔️', '1️⃣', 'Ünïcödé', 'שלום', 'e\u0301', 'a-b_c:7b/x'])
      assert.equal(oneLine(name), name);
  });

  it('is one line that nothing acts in, whatever the name', () => {
    const odd = fc.constantFrom(...'ab \n\r\t\u001b\u202e\u200b\u2028\u0085\ufeff\u00a0通');
    fc.assert(
      fc.property(fc.string({ unit: odd }), (name) => {
        assert.doesNotMatch(oneLine(name), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]| {2}|^ | $/u);
        assert.equal(oneLine(oneLine(name)), oneLine(name));
        assert.ok(stringWidth(oneLine(name)) >= [...name.replace(/[^ab通]/g, '')].length);
      }),
    );
  });
});

describe('a text in the terminal', () => {
  it('keeps its lines, and nothing acts on the terminal or turns a line', () => {
    assert.equal(printable('a\n\tb'), 'a\n\tb');
    for (const character of '\u001b\u009b\r\0\u007f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029')
      assert.equal(printable(`a${character}b`), 'a\ufffdb');
  });
});

describe('a notification', () => {
  for (const [text, shown] of [
    ['[repair](command:workbench.action.quit)', '[repair] (command:workbench.action.quit)'],
    ['[repair](https://example.com "x")', '[repair] (https://example.com "x")'],
    ['[a](file:///etc/passwd)[b](command:x)', '[a] (file:///etc/passwd)[b] (command:x)'],
    ['[[a]](command:x)', '[[a]] (command:x)'],
    ['[a]\u200b(command:x)', '[a]<U+200B>(command:x)'],
    ['[a]\n(command:x)', '[a] (command:x)'],
    ['$(trash) Words', '$ (trash) Words'],
    ['$(sync~spin)', '$ (sync~spin)'],
    ['a\u202eb', 'a<U+202E>b'],
    ['[a] and (b) for $5', '[a] and (b) for $5'],
  ] as const)
    it(`has no button, link or picture in it for ${JSON.stringify(text)}`, () => {
      assert.equal(noticeText(text), shown);
      assert.equal(noticeLines(`x\n${text.replaceAll('\n', ' ')}`), `x\n${shown}`);
    });

  it('is opened in one place only', () => {
    const elsewhere = sourcesIn('src/extension').filter(
      (file) =>
        !file.endsWith('host/notices.ts') &&
        /show(Information|Warning|Error)Message|window\s*\.withProgress/.test(readSource(file)),
    );
    assert.deepEqual(elsewhere, []);
  });
});
