// Reads YAML and JSON of other tools into values that know where they stand. Such files have what a benchmark may not: aliases, merge keys, tags.

import {
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
  type Event,
  type ScalarEvent,
} from 'js-yaml';
import { LinePositions } from '../benchmark/linePositions';
import { ConversionError } from './conversionError';
import type { Place } from './carried';

export interface SourceNode {
  value: unknown;
  place: Place;
  /** Of a map. */
  entries?: ReadonlyMap<string, SourceNode>;
  /** Of a list. */
  items?: readonly SourceNode[];
  /** `!function`, where it has one. */
  tag?: string;
}

/** An alias stands for all that its anchor holds: a short file could stand for more than fits anywhere. */
const mostNodes = 2_000_000;
const mostDepth = 100;

/** Throws a `ConversionError` that says where the text is none. */
export function readSource(text: string, file: string): SourceNode {
  try {
    const events = parseEvents(text, { maxDepth: mostDepth });
    if (events.length === 0) throw new ConversionError(`${file} is empty.`);
    return new Composer(text, file, events).document();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = new LinePositions(text).at(Math.min(error.mark?.position ?? 0, text.length));
    throw new ConversionError(`This can't be read: ${error.reason}.`, { file, line, column });
  }
}

interface Composed {
  node: SourceNode;
  /** Nodes in it, aliases counted as what they stand for. */
  size: number;
  depth: number;
}

class Composer {
  private next = 0;
  private readonly positions: LinePositions;
  private readonly anchors = new Map<string, Composed>();

  constructor(
    private readonly text: string,
    private readonly file: string,
    private readonly events: readonly Event[],
  ) {
    this.positions = new LinePositions(text);
  }

  document(): SourceNode {
    this.next++;
    return this.compose().node;
  }

  private compose(): Composed {
    const event = this.events[this.next++]!;
    if (event.type === EVENT_ID.ALIAS) {
      const name = this.text.slice(event.anchorStart, event.anchorEnd);
      const found = this.anchors.get(name);
      if (!found) throw this.fault(`\`*${name}\` stands for nothing that is written above it.`, event.anchorStart);
      return found;
    }
    const composed =
      event.type === EVENT_ID.SCALAR
        ? this.scalar(event)
        : event.type === EVENT_ID.MAPPING
          ? this.map(event.start)
          : event.type === EVENT_ID.SEQUENCE
            ? this.list(event.start)
            : undefined;
    if (!composed || !('tagStart' in event)) throw this.fault('This is no YAML value.', 0);
    if (event.tagStart >= 0) composed.node.tag = this.text.slice(event.tagStart, event.tagEnd);
    if (event.anchorStart >= 0) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), composed);
    if (composed.size > mostNodes || composed.depth > 2 * mostDepth)
      throw this.fault('With all its aliases written out the file is too large.', 0);
    return composed;
  }

  private scalar(event: ScalarEvent): Composed {
    const isEmpty = event.valueStart < 0;
    const isPlain = event.style === SCALAR_STYLE.PLAIN && event.tagStart < 0;
    const text = isEmpty ? '' : getScalarValue(this.text, event);
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    // Of a value that is only a tag or an anchor that is what is written; what is not written at all has no place of its own.
    const sign = Math.max(event.tagStart, event.anchorStart);
    const start = isEmpty ? (sign >= 0 ? sign : this.lastStart) : event.valueStart - (isQuoted ? 1 : 0);
    return { node: { value: isPlain ? plainValue(text) : text, place: this.at(start) }, size: 1, depth: 1 };
  }

  private map(start: number): Composed {
    const entries = new Map<string, SourceNode>();
    const merged: SourceNode[] = [];
    const all: Composed[] = [];
    while (this.events[this.next]!.type !== EVENT_ID.POP) {
      const key = this.compose();
      const name = typeof key.node.value === 'object' ? JSON.stringify(key.node.value) : String(key.node.value);
      const value = this.compose();
      all.push(value);
      if (name === '<<') merged.push(value.node, ...(value.node.items ?? []));
      // What a key has is most often looked for where the key is.
      else entries.set(name, value.node.value === null ? { ...value.node, place: key.node.place } : value.node);
    }
    this.next++;
    for (const { entries: others = [] } of merged)
      for (const [name, node] of others) if (!entries.has(name)) entries.set(name, node);
    const value = Object.fromEntries([...entries].map(([name, node]) => [name, node.value]));
    return around({ value, place: this.at(start), entries }, all);
  }

  private list(start: number): Composed {
    const all: Composed[] = [];
    while (this.events[this.next]!.type !== EVENT_ID.POP) all.push(this.compose());
    this.next++;
    const items = all.map(({ node }) => node);
    return around({ value: items.map(({ value }) => value), place: this.at(start), items }, all);
  }

  /** Where the last thing began that has a place: for what is not written at all. */
  private lastStart = 0;

  private at(start: number): Place {
    this.lastStart = Math.max(0, start);
    return { file: this.file, ...this.positions.at(this.lastStart) };
  }

  private fault(message: string, offset: number): ConversionError {
    return new ConversionError(message, { file: this.file, ...this.positions.at(offset) });
  }
}

function around(node: SourceNode, all: readonly Composed[]): Composed {
  return {
    node,
    size: all.reduce((sum, { size }) => sum + size, 1),
    depth: all.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
  };
}

/** An unquoted scalar by the core schema of YAML 1.2. */
function plainValue(text: string): unknown {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:0x[\da-fA-F]+|0o[0-7]+)$/.test(text)) return Number(text);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text;
}

/** A value from elsewhere as if it stood at a place: a row of a table, a line of JSON. */
export function nodeOf(value: unknown, place: Place): SourceNode {
  if (Array.isArray(value)) return { value, place, items: value.map((one) => nodeOf(one, place)) };
  if (typeof value !== 'object' || value === null) return { value, place };
  return { value, place, entries: new Map(Object.entries(value).map(([key, one]) => [key, nodeOf(one, place)])) };
}

/** Text, with numbers and booleans as JavaScript writes them; undefined for anything else. */
export function textOf(node: SourceNode | undefined): string | undefined {
  const value = node?.value;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A number with an end, also one that is written as text. */
export function numberOf(node: SourceNode | undefined): number | undefined {
  const value = node?.value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(value) ? Number(value) : undefined;
}

/** The items of a list; a single thing is a list of one. */
export function itemsOf(node: SourceNode | undefined): readonly SourceNode[] {
  if (!node || node.value === null || node.value === undefined) return [];
  return node.items ?? [node];
}
