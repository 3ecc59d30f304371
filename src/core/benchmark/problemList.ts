// Collects what is wrong with a benchmark file and finds the place of each problem from its path.
// Lines are only counted when there is something to report.

import type { BenchmarkProblem } from '../../shared/run/benchmark';
import { LinePositions } from './linePositions';
import { formatPath, type ProblemPath } from './problemPath';
import type { Span, YamlFault, YamlNode } from './readYaml';

type Severity = BenchmarkProblem['severity'];

export class ProblemList {
  /** Paths whose value could not be read: more about them would only confuse. */
  private readonly lost: ProblemPath[] = [];
  private positions: LinePositions | undefined;
  private readonly found: { severity: Severity; path: ProblemPath; message: string; span: Span }[] = [];

  constructor(
    private readonly text: string,
    private readonly root: YamlNode | undefined,
  ) {}

  get hasError(): boolean {
    return this.found.some((problem) => problem.severity === 'error');
  }

  /** Takes over what reading the YAML found. */
  addFaults(faults: readonly YamlFault[]): void {
    for (const { severity, path, message, start, end } of faults) this[severity](path, message, { start, end });
    this.lost.push(...faults.filter((fault) => fault.isValueLost).map((fault) => fault.path));
  }

  /** `span` says where, when that is not where the value at `path` stands. */
  error(path: ProblemPath, message: string, span: Span = this.spanOf(path)): void {
    this.add('error', path, message, span);
  }

  warning(path: ProblemPath, message: string, span: Span = this.spanOf(path)): void {
    this.add('warning', path, message, span);
  }

  private add(severity: Severity, path: ProblemPath, message: string, span: Span): void {
    if (!this.isLost(path)) this.found.push({ severity, path, message, span });
  }

  /** True when the value at `path` could not be read. */
  isLost(path: ProblemPath): boolean {
    return this.lost.some((lost) => lost.length <= path.length && lost.every((part, index) => part === path[index]));
  }

  /** Where the value at `path` stands, its key when it is a list or map over several lines; what is missing is at the nearest thing around it. */
  spanOf(path: ProblemPath): Span {
    let node = this.root;
    for (const part of path) {
      const child = typeof part === 'number' ? node?.items?.[part] : node?.entries?.get(part);
      if (!child) break;
      node = child;
    }
    if (!node) return { start: 0, end: 0 };
    return node.kind === 'scalar' || node.isFlow ? node : (node.key ?? node);
  }

  keySpanOf(path: ProblemPath): Span {
    return this.nodeAt(path)?.key ?? this.spanOf(path);
  }

  nodeAt(path: ProblemPath): YamlNode | undefined {
    let node = this.root;
    for (const part of path) node = typeof part === 'number' ? node?.items?.[part] : node?.entries?.get(part);
    return node;
  }

  /** In the order of the file, errors before warnings at the same place. */
  toProblems(): BenchmarkProblem[] {
    if (this.found.length === 0) return [];
    const sorted = [...this.found].sort((a, b) => a.span.start - b.span.start || rank(a.severity) - rank(b.severity));
    return sorted.map(({ severity, path, message, span }) => ({ severity, ...this.placeOf(path, span), message }));
  }

  /** The lines and columns of a value, as a problem has them. */
  placeOf(path: ProblemPath, span: Span = this.spanOf(path)): Omit<BenchmarkProblem, 'severity' | 'message'> {
    this.positions ??= new LinePositions(this.text);
    const start = this.positions.at(span.start);
    const end = this.positions.at(span.start + this.text.slice(span.start, span.end).trimEnd().length);
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column, path: formatPath(path) };
  }
}

function rank(severity: Severity): number {
  return severity === 'error' ? 0 : 1;
}
