// Collects what is wrong with a benchmark file and finds the place of each problem from its path.
// Lines are only counted when there is something to report.

import type { BenchmarkProblem, ProblemFix } from '../../shared/run/benchmark';
import { counted } from '../../shared/text/counted';
import { LinePositions } from './linePositions';
import { formatPath, type ProblemPath } from './problemPath';
import type { Span, YamlFault, YamlNode } from './yamlNode';
import type { Repair } from './repair';

interface Found {
  severity: Severity;
  path: ProblemPath;
  message: string;
  span: Span;
  inFile?: BenchmarkProblem['inFile'];
  repair?: Repair | undefined;
}

type Severity = BenchmarkProblem['severity'];

/** Where a prompt comes from that is not written where its place in the list says. */
export interface PromptOrigin {
  /** Where what the prompt has at a path below it is written in the benchmark file. */
  pathOf(inside: ProblemPath): ProblemPath;
  /** How the prompt and its parts are written; absent where that is their text anyhow. */
  node(): YamlNode | undefined;
  /** Of a row of a data file: says of what is wrong with it where it stands, `cases.csv:17:3`. */
  row?: {
    file: FaultyFile;
    /** What people call it, from 1. */
    number: number;
    /** True of a text in the benchmark file into which the row puts a value. */
    isFilled(text: string): boolean;
    /** `text` is how what is wrong is written in the benchmark file. */
    placeOf(inside: ProblemPath, text: string): { line: number; column: number };
  };
}

/** A data file whose problems are all counted, while only the first few are named. */
export interface FaultyFile {
  path: string;
  faults: { [severity in Severity]: number };
  /** Where the last one was named, which is where the rest is counted. */
  last?: { path: ProblemPath; span: Span };
}

/** Rows of one data file whose problems are named. */
const mostNamed = 10;

export class ProblemList {
  /** Paths whose value could not be read: more about them would only confuse. */
  private readonly lost: ProblemPath[] = [];
  private positions: LinePositions | undefined;
  private readonly found: Found[] = [];
  /** What prompts have from one place, by that place. */
  private readonly said = new Set<string>();
  /** By the position in the list of prompts that is checked. */
  private origins: readonly (PromptOrigin | undefined)[] = [];

  constructor(
    readonly text: string,
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

  /** `span` says where, when that is not where the value at `path` stands; `repair` what would put it right. */
  error(path: ProblemPath, message: string, span: Span = this.spanOf(path), repair?: Repair): void {
    this.add('error', path, message, span, repair);
  }

  warning(path: ProblemPath, message: string, span: Span = this.spanOf(path), repair?: Repair): void {
    this.add('warning', path, message, span, repair);
  }

  /** From here on `prompts[n]` in a path is the prompt of that origin; what is written where it seems to be has none. */
  setOrigins(origins: readonly (PromptOrigin | undefined)[]): void {
    this.origins = origins;
  }

  private add(severity: Severity, path: ProblemPath, message: string, span: Span, repair?: Repair): void {
    const origin = this.originOf(path);
    if (!origin) {
      if (!this.isLost(path)) this.found.push({ severity, path, message, span, repair });
      return;
    }
    const written = origin.pathOf(path.slice(2));
    if (this.isLost(written)) return;
    const isOfAll = path.length > 3 && this.writtenAt(written) !== undefined;
    const isShared = written[0] === 'defaults' || (isOfAll && !origin.row?.isFilled(this.textAt(written)));
    if (origin.row && !isShared) return this.addInRow(severity, path, message, span, origin.row);
    const named = message.replaceAll(formatPath(path.slice(0, 2)), formatPath(ownerIn(written)));
    // What many prompts have from one place is said once.
    const key = `${span.start} ${named}`;
    if (!isShared || !this.said.has(key)) this.found.push({ severity, path: written, message: named, span, repair });
    this.said.add(key);
  }

  private addInRow(
    severity: Severity,
    path: ProblemPath,
    message: string,
    span: Span,
    { file, number, placeOf }: NonNullable<PromptOrigin['row']>,
  ): void {
    if (++file.faults[severity] > mostNamed) return;
    file.last = { path: this.writtenPath(path), span };
    const inFile = { file: file.path, ...placeOf(path.slice(2), this.textAt(this.writtenPath(path))) };
    const named = message.replaceAll(promptInText(path[1]!), (_, inside: string | undefined) =>
      inside ? `${inside.slice(1)} of row ${number}` : `row ${number}`,
    );
    this.found.push({
      severity,
      path: this.writtenPath(path),
      message: `${placeText(inFile)}: ${named}`,
      span,
      inFile,
    });
  }

  /** What is wrong at a place of a file that the benchmark names at `path`. */
  inFile(path: ProblemPath, inFile: NonNullable<BenchmarkProblem['inFile']>, message: string): void {
    this.found.push({
      severity: 'error',
      path,
      message: `${placeText(inFile)}: ${message}`,
      span: this.spanOf(path),
      inFile,
    });
  }

  /** Counts what was not named of a data file. */
  sumUp({ path: name, faults, last }: FaultyFile): void {
    if (!last) return;
    for (const severity of ['error', 'warning'] as const) {
      const more = faults[severity] - mostNamed;
      const message = `${name} has ${counted(more, `more ${severity}`)}.`;
      if (more > 0) this.found.push({ severity, ...last, message });
    }
  }

  /** What stands in the benchmark file at a path of it. */
  private textAt(written: ProblemPath): string {
    const node = this.writtenAt(written);
    return node ? this.text.slice(node.start, node.end) : '';
  }

  private writtenPath(path: ProblemPath): ProblemPath {
    return this.originOf(path)?.pathOf(path.slice(2)) ?? path;
  }

  private originOf(path: ProblemPath): PromptOrigin | undefined {
    return path[0] === 'prompts' && typeof path[1] === 'number' ? this.origins[path[1]] : undefined;
  }

  /** Whether the prompt at `path` is a row of a data file: what it has is not written in the benchmark. */
  isOfRow(path: ProblemPath): boolean {
    return this.originOf(path)?.row !== undefined;
  }

  /** More about what is at `path` would only repeat what has been said. */
  lose(path: ProblemPath): void {
    this.lost.push(path);
  }

  /** True when the value at `path` could not be read. */
  isLost(path: ProblemPath): boolean {
    return this.lost.some((lost) => lost.length <= path.length && lost.every((part, index) => part === path[index]));
  }

  /** Where the value at `path` stands, its key when it is a list or map over several lines; what is missing is at the nearest thing around it. */
  spanOf(path: ProblemPath): Span {
    let node = this.root;
    for (const part of this.writtenPath(path)) {
      const child = typeof part === 'number' ? node?.items?.[part] : node?.entries?.get(part);
      if (!child) break;
      node = child;
    }
    if (!node) return { start: 0, end: 0 };
    return node.kind === 'scalar' || node.isFlow ? node : (node.key ?? node);
  }

  keySpanOf(path: ProblemPath): Span {
    return this.writtenAt(this.writtenPath(path))?.key ?? this.spanOf(path);
  }

  /** How the value at `path` is written. */
  nodeAt(path: ProblemPath): YamlNode | undefined {
    const origin = this.originOf(path);
    if (!origin) return this.writtenAt(path);
    return childOf(origin.node(), path.slice(2));
  }

  /** What stands in the benchmark file for the value at `path`, also where a prompt has it from elsewhere in the file. */
  sourceAt(path: ProblemPath): YamlNode | undefined {
    return this.writtenAt(this.writtenPath(path));
  }

  /** As `nodeAt`, of what stands there in the benchmark file itself. */
  writtenAt(path: ProblemPath): YamlNode | undefined {
    return childOf(this.root, path);
  }

  /** In the order of the file, errors before warnings at the same place. */
  toProblems(): BenchmarkProblem[] {
    if (this.found.length === 0) return [];
    const sorted = [...this.found].sort((a, b) => a.span.start - b.span.start || rank(a.severity) - rank(b.severity));
    return sorted.map(({ severity, path, message, span, inFile, repair }) => ({
      severity,
      ...this.placeIn(path, span),
      message,
      ...(inFile ? { inFile } : {}),
      ...(repair?.fix ? { fix: this.fixOf(repair.fix) } : {}),
      ...(repair?.unknownApi === undefined ? {} : { unknownApi: repair.unknownApi }),
    }));
  }

  private fixOf({ title, edits }: NonNullable<Repair['fix']>): ProblemFix {
    return { title, edits: edits.map(({ span, text }) => ({ ...this.linesOf(span), text })) };
  }

  /** The lines and columns of a value, as a problem has them. */
  placeOf(path: ProblemPath): Omit<BenchmarkProblem, 'severity' | 'message'> {
    return this.placeIn(this.writtenPath(path), this.spanOf(path));
  }

  private placeIn(path: ProblemPath, span: Span): Omit<BenchmarkProblem, 'severity' | 'message'> {
    const end = span.start + this.text.slice(span.start, span.end).trimEnd().length;
    return { ...this.linesOf({ start: span.start, end }), path: formatPath(path) };
  }

  private linesOf(span: Span): Omit<ProblemFix['edits'][number], 'text'> {
    this.positions ??= new LinePositions(this.text);
    const [start, end] = [this.positions.at(span.start), this.positions.at(span.end)];
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }
}

function childOf(root: YamlNode | undefined, path: ProblemPath): YamlNode | undefined {
  let node = root;
  for (const part of path) node = typeof part === 'number' ? node?.items?.[part] : node?.entries?.get(part);
  return node;
}

/** What of a path names the prompt, or all of them. */
function ownerIn(path: ProblemPath): ProblemPath {
  return path.slice(0, path[0] === 'prompts' && typeof path[1] === 'number' ? 2 : 1);
}

function placeText({ file, line, column }: NonNullable<BenchmarkProblem['inFile']>): string {
  return `${file}:${line}:${column}`;
}

/** `prompts[7]` in a message, with the path below it. */
function promptInText(position: number | string): RegExp {
  return new RegExp(`prompts\\[${position}\\]((?:\\.[\\p{L}\\p{N}_$-]+|\\[[^\\]]*\\])+)?`, 'gu');
}

function rank(severity: Severity): number {
  return severity === 'error' ? 0 : 1;
}
