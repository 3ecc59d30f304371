// What is wrong with a path in a benchmark, by its text alone: it must work on every machine that gets the benchmark with its files.

import { findBraces } from './fillPrompt';
import { cutText } from '../../shared/text/cutText';

interface PathWords {
  /** What is named: `picture`, `file`. */
  one: string;
  /** A good path: `pictures/street.png`. */
  example: string;
}

/** Completes `prompts[3].image`; undefined for a path that may be looked for. */
export function pathFault(source: string, { one, example }: PathWords): string | undefined {
  const relative = `Write a path relative to the benchmark file, such as \`${example}\`.`;
  if (/^\s*data:/i.test(source)) return `is a data URL. Save the ${one} as a file and name that. ${relative}`;
  if (/^\s*file:/i.test(source))
    return `is an absolute path (${shorten(source)}), which only works on one machine. ${relative}`;
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(source))
    return `is a web address (${shorten(source)}), and those are not loaded: a ${one} that changes or is gone would change the benchmark. Save the ${one} beside the file. ${relative}`;
  if (/^(?:[a-z]:|[\\/]|~[\\/])/i.test(source))
    return `is an absolute path (${shorten(source)}), which only works on one machine. ${relative}`;
  if (source.includes('\\'))
    return `has a backslash (${shorten(source)}), which works on Windows only. Write \`${shorten(source.replaceAll('\\', '/'))}\`.`;
  if (source !== source.trim())
    return `has blanks around it ("${shorten(source)}"). Write \`${shorten(source.trim())}\`.`;
  if (source.includes('\0')) return `has a character in it that no file name has. ${relative}`;
  if (findBraces(source).length > 0)
    return `has a placeholder (${shorten(source)}), and those are only filled in base_prompt. Write the whole path for each prompt.`;
  return undefined;
}

function shorten(source: string): string {
  return cutText(source, 80);
}
