// Whether JavaScript can be read at all. It is only parsed, and never run.

import { Script } from 'node:vm';
import { messageOf } from '../../shared/text/messageOf';
import { isModule } from './isModule';

/** `line` counts from 1. Undefined for what can be read, and for modules of which only a module loader could tell. */
export function syntaxFault(source: string): { line: number; message: string } | undefined {
  const isOfModule = isModule(source);
  if (isOfModule && /\bimport\b/.test(source)) return undefined;
  try {
    new Script(isOfModule ? asScript(source) : source, { filename });
    return undefined;
  } catch (error) {
    // What is nested too deep for this parser is for the sandbox to tell.
    if (!(error instanceof SyntaxError)) return undefined;
    const line = Number(new RegExp(`^${filename}:(\\d+)`).exec(error.stack ?? '')?.[1] ?? 1);
    return { line: Math.min(line, source.trimEnd().split('\n').length), message: messageOf(error) };
  }
}

const filename = 'evaluator.js';

/** What a module exports as plain statements on the same lines, in a function in which it may wait as modules may. */
function asScript(source: string): string {
  const plain = source
    .replace(/\bexport\s+default(\s+(?:async\s+)?(?:function|class)\b\s*\*?)(?=\s*(?:\(|\{|extends\b))/g, '$1 _')
    .replace(/\bexport\s+default(?=\s+(?:async\s+)?(?:function|class)\b)/g, '')
    .replace(/\bexport\s+default\b/g, '_ =')
    .replace(/\bexport\s*\{[^}]*\}/g, (names) => names.replace(/[^\n]/g, ' '))
    .replace(/\bexport(?=\s+(?:const|let|var|function|async|class)\b)/g, '');
  return `async () => { "use strict"; ${plain}\n}`;
}
