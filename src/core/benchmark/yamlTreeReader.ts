// Makes from the events of a YAML parser the tree of where each value stands in the text.
// Finds every structural fault itself (js-yaml would stop at the first).

import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE, type Event } from 'js-yaml';
import type { ProblemPath } from './problemPath';
import { yamlFault, type Span, type YamlFault, type YamlNode } from './yamlNode';

const knownTag = /^(!|!!(str|int|float|bool|null|map|seq)|!<tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)>)$/;

const allInTypographicQuotes = /^(?:[“”„][^“”„]*[“”]|[‘’‚][^‘’‚]*[‘’]|«[^«»]*»|＂[^＂]*＂)$/;

/** Reads one document. Never throws for a bad text: what is wrong with it is in `faults`. */
export class YamlTreeReader {
  readonly faults: YamlFault[] = [];
  /** The events of the first document, with what was refused replaced, so that the rest can still be checked. */
  readonly readable: Event[] = [];
  /** True when values can't be built all the same. */
  isUnreadable = false;
  private next = 0;
  /** End of the last token read; empty values are looked for from here. */
  private lastEnd = 0;

  constructor(
    private readonly text: string,
    private readonly events: Event[],
  ) {}

  readDocument(): YamlNode {
    this.take();
    const root = this.readNode([]);
    this.take();
    if (this.next < this.events.length) {
      const start = this.startOfSecondDocument();
      this.refuse(
        { start, end: start + 3 },
        [],
        'A second document begins here (`---`). Only one is read: remove this line, or put what follows into its own file.',
      );
    }
    return root;
  }

  private take(): Event {
    const event = this.events[this.next++]!;
    this.readable.push(event);
    return event;
  }

  private readNode(path: ProblemPath, key?: Span): YamlNode {
    const event = this.take();
    switch (event.type) {
      case EVENT_ID.SCALAR: {
        this.checkMarks(event, path);
        const node = this.scalar(event, key);
        this.checkQuotes(node, path);
        return node;
      }
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.checkMarks(event, path);
        return this.collection(event, path, key);
      case EVENT_ID.ALIAS: {
        const span = { start: event.anchorStart - 1, end: event.anchorEnd };
        this.lastEnd = span.end;
        this.readable[this.readable.length - 1] = plainScalar(span);
        this.refuse(
          span,
          path,
          `\`${this.slice(span)}\` is an alias, and aliases are not allowed: write the value out. Text that begins with \`*\` must be put in quotes.`,
        );
        return keyed({ kind: 'scalar', start: span.start, end: span.end }, key);
      }
      default:
        throw new Error(`Unexpected YAML event ${event.type}`);
    }
  }

  private readEntries(path: ProblemPath): Map<string, YamlNode> {
    const entries = new Map<string, YamlNode>();
    while (this.events[this.next]!.type !== EVENT_ID.POP) {
      const event = this.events[this.next]!;
      const keyNode = this.readNode(path);
      if (event.type !== EVENT_ID.SCALAR) {
        this.isUnreadable = true;
        if (event.type !== EVENT_ID.ALIAS)
          this.refuse(
            keyNode,
            path,
            'A key must be text, but a list or map begins here. Text that begins with `{` or `[`, such as `{{name}}`, must be put in quotes.',
          );
        this.readNode(path);
        continue;
      }
      const name = getScalarValue(this.text, event);
      const entryPath = [...path, name];
      const value = this.readNode(entryPath, { start: keyNode.start, end: keyNode.end });
      if (entries.has(name))
        this.faults.push(
          yamlFault(keyNode, entryPath, `\`${name}\` is here a second time in the same map: keep one of them.`),
        );
      entries.set(name, value);
    }
    this.take();
    return entries;
  }

  private readItems(path: ProblemPath): YamlNode[] {
    const items: YamlNode[] = [];
    while (this.events[this.next]!.type !== EVENT_ID.POP) items.push(this.readNode([...path, items.length]));
    this.take();
    return items;
  }

  private scalar(event: Event & { type: typeof EVENT_ID.SCALAR }, key: Span | undefined): YamlNode {
    if (event.valueStart < 0) {
      const span = key ?? this.emptyItemSpan();
      this.lastEnd = Math.max(this.lastEnd, span.end);
      return keyed({ kind: 'scalar', start: span.start, end: span.end, plainText: '' }, key);
    }
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const margin = isQuoted ? 1 : 0;
    const span = { start: event.valueStart - margin, end: event.valueEnd + margin };
    // A block text begins with the blanks of its first line; what is marked should be the text.
    if (isBlock) span.start += this.slice(span).search(/\S|$/);
    this.lastEnd = span.end;
    const node: YamlNode = { kind: 'scalar', start: span.start, end: span.end };
    if (event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0) node.plainText = this.slice(span);
    return keyed(node, key);
  }

  /** Events say where a collection begins, not where it ends: the first line stands for one that has no brackets. */
  private collection(
    event: Event & { type: typeof EVENT_ID.MAPPING | typeof EVENT_ID.SEQUENCE },
    path: ProblemPath,
    key: Span | undefined,
  ): YamlNode {
    const { start } = event;
    this.lastEnd = Math.max(this.lastEnd, start);
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    if (isFlow) this.lastEnd = start + 1;
    const node: YamlNode =
      event.type === EVENT_ID.MAPPING
        ? { kind: 'map', start, end: start, entries: this.readEntries(path) }
        : { kind: 'list', start, end: start, items: this.readItems(path) };
    node.end = isFlow ? this.endOfFlow() : this.lineEnd(start);
    if (isFlow) {
      node.isFlow = true;
      this.lastEnd = node.end;
    }
    return keyed(node, key);
  }

  private endOfFlow(): number {
    const rest = /(?:\s|,|#[^\r\n]*(?:[\r\n]|$))*[\]}]/y;
    rest.lastIndex = this.lastEnd;
    return rest.test(this.text) ? rest.lastIndex : this.lineEnd(this.lastEnd);
  }

  private lineEnd(start: number): number {
    const length = this.text.slice(start).search(/[\r\n]/);
    return length < 0 ? this.text.length : start + length;
  }

  /** The dash of a list item that nothing follows. */
  private emptyItemSpan(): Span {
    const blank = /(?:\s|#[^\r\n]*)*/y;
    blank.lastIndex = this.lastEnd;
    blank.exec(this.text);
    const start = Math.min(blank.lastIndex, Math.max(0, this.text.length - 1));
    return { start, end: Math.min(start + 1, this.text.length) };
  }

  private checkMarks(
    event: { anchorStart: number; anchorEnd: number; tagStart: number; tagEnd: number },
    path: ProblemPath,
  ): void {
    if (event.anchorStart >= 0) {
      const span = { start: event.anchorStart - 1, end: event.anchorEnd };
      const message = `\`${this.slice(span)}\` is an anchor and not part of the text. If it is meant as text, put the whole text in quotes.`;
      this.faults.push(yamlFault(span, path, message, 'warning'));
    }
    if (event.tagStart < 0) return;
    const span = { start: event.tagStart, end: event.tagEnd };
    if (!knownTag.test(this.slice(span))) {
      const last = this.readable.length - 1;
      this.readable[last] = { ...this.readable[last]!, tagStart: -1, tagEnd: -1 } as Event;
      this.refuse(
        span,
        path,
        `\`${this.slice(span)}\` is a YAML tag that is not allowed here. If it is meant as text, put the whole text in quotes.`,
      );
    }
  }

  /** Text programs put these where `"` was typed. */
  private checkQuotes(node: YamlNode, path: ProblemPath): void {
    const written = node.plainText ?? '';
    if (!allInTypographicQuotes.test(written)) return;
    const [first, last] = [written[0]!, written.at(-1)!];
    const message = `The quotes ${first} and ${last} are part of this text: YAML's own are \`"\` and \`'\`. Type those, or, if ${first} and ${last} are meant, put the whole text in \`'\`.`;
    this.faults.push(yamlFault(node, path, message, 'warning'));
  }

  private refuse(span: Span, path: ProblemPath, message: string): void {
    this.faults.push({ ...yamlFault(span, path, message), isValueLost: path.length > 0 });
  }

  private slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  private startOfSecondDocument(): number {
    const separator = /^(?:---|\.\.\.)/gm;
    separator.lastIndex = this.lastEnd;
    let found = separator.exec(this.text);
    while (found && found[0] === '...') found = separator.exec(this.text);
    return found?.index ?? this.lastEnd;
  }
}

/** Not a copy by spread, which takes several times as long: a file of many prompts has very many nodes. */
function keyed(node: YamlNode, key: Span | undefined): YamlNode {
  if (key) node.key = key;
  return node;
}

/** An alias as the text it is, so that building the values does not stop at it. */
function plainScalar(span: Span): Event {
  const nowhere = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
  return {
    type: EVENT_ID.SCALAR,
    valueStart: span.start,
    valueEnd: span.end,
    ...nowhere,
    style: SCALAR_STYLE.PLAIN,
    chomping: CHOMPING_MODE.CLIP,
    indent: -1,
    fast: true,
  };
}
