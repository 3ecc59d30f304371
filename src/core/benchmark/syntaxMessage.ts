// Says in plain words what js-yaml found wrong, and what to do: most people who meet these have never read the YAML specification.

import { characterName } from '../../shared/text/hiddenCharacters';
import { lineStart } from './lineStart';

const quoteIt =
  'Put the whole text in quotes, or write it as a block: `key: |` with the text indented on the lines below.';
const openQuote =
  'A quote that was opened before this place is never closed: close it, or write the text as a block (`key: |`).';

/** `reason` is js-yaml's; `position` is the offset it points at. */
export function syntaxMessage(reason: string, text: string, position: number): string {
  const line = lineAt(text, position);
  const before = text.slice(line.start, position);
  const unlike = unlikeMessage(line.text);
  if (unlike !== undefined) return unlike;
  switch (reason) {
    case 'bad indentation of a mapping entry':
    case 'bad indentation of a sequence entry':
      return entryMessage(text, position, before, line.text);
    case 'tab characters must not be used in indentation':
      return 'A tab is used to indent this line. YAML allows only spaces there: replace the tab by spaces.';
    case 'deficient indentation':
      if (/^[\]}]/.test(line.text))
        return `A \`${line.text[0]}\` can't stand in the first column, where a new key is expected: put at least one space before it.`;
      return openQuote;
    case 'unexpected end of the stream within a double quoted scalar':
    case 'unexpected end of the stream within a single quoted scalar':
    case 'unexpected end of the document within a double quoted scalar':
    case 'unexpected end of the document within a single quoted scalar':
      return openQuote;
    case 'unexpected end of the stream within a flow collection':
      return 'A `[` or `{` that was opened before this place is never closed. Text that begins with one of them must be put in quotes.';
    case 'missed comma between flow collection entries':
      return `A comma is missing between two entries of a \`[...]\` or \`{...}\`. If this is meant as text: ${lowerFirst(quoteIt)}`;
    case 'end of the stream or a document separator is expected':
      return endMessage(text, line.start);
    case 'the stream contains non-printable characters':
    case 'null byte is not allowed in input':
    case 'expected valid JSON character':
      return 'There is a control character here that YAML does not allow: remove it.';
    case 'unknown escape sequence':
    case 'expected hexadecimal character':
      return 'A backslash inside double quotes begins an escape, and this one is unknown. Use single quotes, or write `\\\\` for a backslash.';
    case 'name of an anchor node must contain at least one character':
    case 'name of an alias node must contain at least one character':
      return `Text can't begin with \`&\` or \`*\` without quotes. ${quoteIt}`;
  }
  if (reason.startsWith('nesting exceeded maxDepth'))
    return 'The file is nested more than 100 levels deep here; that is refused.';
  return `This is not valid YAML: ${reason}. If it is meant as text: ${lowerFirst(quoteIt)}`;
}

/** Before a key, or behind its colon. */
const unlikeBlank = /^ *(?:- +)?(?![ \t])([\p{Zs}\u200b\ufeff])|^[^:'"#]*:(?![ \t])([\p{Zs}\u200b\ufeff])/u;
const unlikeColon = /^ *(?:- +)?[\p{L}_][\p{L}\p{N}_-]*(：)/u;

/** Where a blank or a colon of the line is not the one that YAML knows, though it looks like it. */
function unlikeMessage(line: string): string | undefined {
  const blank = unlikeBlank
    .exec(line)
    ?.slice(1)
    .find((one) => one !== undefined);
  if (blank !== undefined)
    return `A blank of this line is ${characterName(blank)}, which YAML takes for text: write a plain space in its place.`;
  const colon = unlikeColon.exec(line)?.[1];
  return colon && `The colon of this line is ${characterName(colon)}: write a plain one, with a space behind it.`;
}

function entryMessage(text: string, position: number, before: string, line: string): string {
  const character = text[position] ?? '';
  const value = /^\s*(?:-\s+)*[^\s'"{[][^:]*:\s+(.*)$/.exec(line)?.[1] ?? /^\s*(?:-\s+)+(.*)$/.exec(line)?.[1] ?? '';
  if (value.startsWith('{') || value.startsWith('[')) {
    return `Text that begins with \`${value[0]}\`, such as \`{{name}}\`, is read as a ${value[0] === '{' ? 'map' : 'list'}, and this one doesn't end where it should. ${quoteIt}`;
  }
  if (/^['"]/.test(value))
    return `There is text after the closing quote. Inside single quotes a quote is written \`''\`, inside double quotes \`\\"\`. Otherwise write the text as a block (\`key: |\`).`;
  if (character === ':' && before.trim() !== '')
    return `An unquoted text can't contain a colon followed by a space, and the lines of a map must be indented alike. ${quoteIt}`;
  if (/^[@`%&*!|>?]/.test(character)) return `Text can't begin with \`${character}\` without quotes. ${quoteIt}`;
  if (character === '-' && before.trim() !== '')
    return "A list can't begin on the line of its key: put every `- ` on its own line below it.";
  return `The indentation doesn't fit: lines that belong together must begin in the same column. If this line is part of a text: ${lowerFirst(quoteIt)}`;
}

function endMessage(text: string, from: number): string {
  const previous = text.slice(0, from).trimEnd();
  const suspects = [lineAt(text, from).text, lineAt(text, previous.length).text];
  const glued = suspects
    .map((suspect) => /^\s*([\p{L}_][\p{L}\p{N}_-]*):[^\s/]/u.exec(suspect)?.[1])
    .find((key) => key !== undefined);
  if (glued) return `A space is missing after the colon: \`${glued}: ...\` was expected.`;
  return "This line doesn't fit what is above it: a benchmark is a map, every line on its outer level begins with `key:` in the first column.";
}

function lineAt(text: string, position: number): { start: number; text: string } {
  const start = lineStart(text, position);
  const length = text.slice(start).search(/[\r\n]/);
  return { start, text: length < 0 ? text.slice(start) : text.slice(start, start + length) };
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
