// Where values stand in a YAML text, and what is wrong there.

import type { ProblemPath } from './problemPath';

/** Offsets into the text, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

export interface YamlNode extends Span {
  kind: 'scalar' | 'map' | 'list';
  /** Where the node's key stands, when it is a value in a map. */
  key?: Span;
  /** How an unquoted scalar is written, `1.50`. */
  plainText?: string;
  /** True for `[...]` and `{...}`, whose end is known. */
  isFlow?: boolean;
  entries?: Map<string, YamlNode>;
  items?: YamlNode[];
}

export interface YamlFault extends Span {
  severity: 'error' | 'warning';
  path: ProblemPath;
  message: string;
  /** True when the value at `path` could not be read, so that checking it is pointless. */
  isValueLost?: boolean;
}

export function yamlFault(
  span: Span,
  path: ProblemPath,
  message: string,
  severity: YamlFault['severity'] = 'error',
): YamlFault {
  return { severity, path, message, start: span.start, end: span.end };
}
