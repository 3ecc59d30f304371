// Lines to what the server says: server-sent events, JSON lines, or a body that is neither. The content decides, not its label.

import { LimitExceeded } from './limitExceeded';

/** One thing that a server said. */
export interface ServerMessage {
  /** The event's name; empty where it has none. */
  name: string;
  data: string;
  /** The whole body, which is no stream: one JSON, a page, a sentence. */
  isWhole?: boolean;
  /** A line among events that is none: of a page or a sentence that broke in. */
  isStray?: boolean;
  /** Bytes that are no UTF-8 stood in it or before it. */
  isBroken?: boolean;
}

/** A field of an event, or a comment. `error` is no field by the standard; llama.cpp and others write their errors so. */
const eventLine = /^(?:(data|event|id|retry|error)(?::|$)|:)/;

export class MessageParser {
  private form: 'unknown' | 'events' | 'jsonLines' | 'whole' = 'unknown';
  private name = '';
  private data: string[] = [];
  private whole: string[] = [];
  private size = 0;
  private isUnspaced = false;

  /** `mostCharacters` bounds what belongs to one message. */
  constructor(private readonly mostCharacters: number) {}

  /** The message that this line completes; null for none. Throws `LimitExceeded`. */
  take(marked: string): ServerMessage | null {
    // Some put a byte order mark before every event.
    const line = marked.startsWith('\u{feff}') ? marked.slice(1) : marked;
    if (this.form === 'whole' && isGreeting(this.whole) && /^(data|event):/.test(line)) return this.endGreeting(line);
    if (this.form === 'unknown') this.form = formOf(line);
    switch (this.form) {
      case 'unknown':
        return null;
      case 'events':
        return this.takeEventLine(line);
      case 'jsonLines':
        return line.trim() === '' ? null : { name: '', data: line };
      case 'whole':
        this.hold(this.whole, line);
        return null;
    }
  }

  /** What the end of the body completes; null for nothing. An event that no blank line ended is one when it is a complete JSON. */
  end(): ServerMessage | null {
    if (this.form === 'whole') return { name: '', data: this.whole.join('\n'), isWhole: true };
    const last = this.form === 'events' ? this.endEvent() : null;
    return last && isComplete(last.data) ? last : null;
  }

  /** What stood before the first event is no answer. */
  private endGreeting(line: string): ServerMessage {
    this.form = 'events';
    this.size = 0;
    this.takeEventLine(line);
    return { name: '', data: this.whole.join('\n'), isStray: true };
  }

  private takeEventLine(line: string): ServerMessage | null {
    if (line === '') return this.endEvent();
    // A JSON among the events without the `data:` that it should have.
    if (line.startsWith('{')) return { name: '', data: line };
    const [field, value] = fieldOf(line);
    switch (field) {
      case 'error':
        return { name: 'error', data: value };
      case 'event':
      case 'data':
        return this.takeField(field, value);
      case '':
      case 'id':
      case 'retry':
        return null;
      default:
        return line.trim() === '' ? null : { name: '', data: line, isStray: true };
    }
  }

  /** Some servers leave out the blank line between events: where one is complete already, what follows belongs to the next. */
  private takeField(field: 'event' | 'data', value: string): ServerMessage | null {
    const isNext = this.data.length > 0 && isComplete(this.data.join('\n'));
    const message = isNext ? this.endEvent() : null;
    if (isNext) this.isUnspaced = true;
    if (field === 'event') this.name = value;
    else this.hold(this.data, value);
    return message ?? (this.isUnspaced && field === 'data' && isComplete(value) ? this.endEvent() : null);
  }

  /** An event without name and data is a sign of life. */
  private endEvent(): ServerMessage | null {
    const { name } = this;
    const data = this.data.join('\n');
    this.name = '';
    this.data = [];
    this.size = 0;
    return data.trim() === '' && name === '' ? null : { name, data };
  }

  private hold(lines: string[], line: string): void {
    lines.push(line);
    this.size += line.length;
    if (this.size > this.mostCharacters) throw new LimitExceeded('lineCharacters', this.mostCharacters, 'in one piece');
  }
}

function formOf(line: string): 'unknown' | 'events' | 'jsonLines' | 'whole' {
  if (line.trim() === '') return 'unknown';
  if (eventLine.test(line)) return 'events';
  return line.trimStart().startsWith('{') && isJson(line) ? 'jsonLines' : 'whole';
}

/** Words before the first event: no JSON, no page. */
function isGreeting(lines: readonly string[]): boolean {
  return lines.length < 10 && !/^\s*[{[<"]/.test(lines[0] ?? '');
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 0) return [line, ''];
  const value = line.slice(colon + 1);
  return [line.slice(0, colon), value.startsWith(' ') ? value.slice(1) : value];
}

/** Whether an event can have nothing more in it. */
function isComplete(data: string): boolean {
  return data.trim() === '[DONE]' || (/[}\]]\s*$/.test(data) && isJson(data));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
