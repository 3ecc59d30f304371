// Where a text stops being JSON, and what was expected there. JSON.parse says so differently in every version, or not at all.

import { cutText } from '../../shared/text/cutText';
import { withHiddenShown } from '../../shared/text/hiddenCharacters';

const whitespace = /[ \t\n\r]*/y;
const numberToken = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const stringToken = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const wordToken = /(?:true|false|null)(?!\w)/y;

/** `at line 2, column 5 a comma or } was expected, but there is "x"`; undefined when the text is JSON. */
export function describeJsonError(text: string): string | undefined {
  if (isJson(text)) return undefined;
  const { offset, expected } = findJsonError(text);
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  const rest = text.slice(offset).replace(/^[ \t\n\r]+/, '');
  const found = rest === '' ? 'the text ends' : `there is ${withHiddenShown(JSON.stringify(cutText(rest, 21)))}`;
  return `at line ${lines.length}, column ${lines.at(-1)!.length + 1} ${expected} was expected, but ${found}`;
}

/** How every JSON begins. */
const jsonBeginning = /^[ \t\r\n]*[-[{"\dtfn]/;

export function isJson(text: string): boolean {
  // Most answers are none, and an exception is dear.
  if (!jsonBeginning.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    // The reason is found below, in words that don't depend on the version of Node.
    return false;
  }
}

type Expecting = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'separator';

/** Walks the tokens with its own stack, so that no nesting is too deep for it. */
function findJsonError(text: string): { offset: number; expected: string } {
  const open: ('{' | '[')[] = [];
  let expecting: Expecting = 'value';
  let offset = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const token = pattern.exec(text);
    if (token) offset = pattern.lastIndex;
    return token !== null;
  };
  for (;;) {
    take(whitespace);
    const character = text[offset];
    const innermost = open.at(-1);
    if (expecting === 'separator') {
      if (!innermost) return { offset, expected: 'the end of the JSON' };
      const closing = innermost === '{' ? '}' : ']';
      if (character === ',') expecting = innermost === '{' ? 'key' : 'value';
      else if (character === closing) open.pop();
      else return { offset, expected: `a comma or ${closing}` };
      offset++;
    } else if (expecting === 'key' || expecting === 'keyOrEnd') {
      if (expecting === 'keyOrEnd' && character === '}') {
        open.pop();
        offset++;
        expecting = 'separator';
        continue;
      }
      if (!take(stringToken))
        return { offset, expected: expecting === 'key' ? 'a key in double quotes' : 'a key in double quotes or }' };
      take(whitespace);
      if (text[offset] !== ':') return { offset, expected: 'a colon' };
      offset++;
      expecting = 'value';
    } else if (character === '{' || character === '[') {
      open.push(character);
      offset++;
      expecting = character === '{' ? 'keyOrEnd' : 'valueOrEnd';
    } else if (character === ']' && expecting === 'valueOrEnd') {
      open.pop();
      offset++;
      expecting = 'separator';
    } else if (take(stringToken) || take(numberToken) || take(wordToken)) {
      expecting = 'separator';
    } else {
      if (character === '"')
        return {
          offset,
          expected: 'text that ends with a double quote and has no line breaks, tabs or unknown escapes in it',
        };
      return { offset, expected: open.length === 0 ? 'JSON' : 'a value' };
    }
  }
}
