// The `prompts` of a configuration of promptfoo: texts, files, conversations.

import type { CarriedMessage, Place } from '../carried';
import { chatOf, isChat } from '../chat';
import { ConversionError } from '../conversionError';
import type { ForeignSource } from '../format';
import { readLines } from '../jsonLines';
import { itemsOf, readSource, textOf, type SourceNode } from '../sourceNode';
import { readTemplate } from '../template';

/** What is sent before the question, with placeholders. */
export interface Around {
  system?: string;
  messages: CarriedMessage[];
}

interface ReadPrompts {
  /** The questions by the names of their variants. */
  texts: { [name: string]: string };
  around: Around;
  /** Why none of it may be sent as it is. */
  problem?: string;
}

/** One of `prompts`, its file read. */
interface Written {
  text: string;
  name?: string;
  place: Place;
}

interface Prompt extends Around {
  name: string;
  question: string;
  place: Place;
  problem?: string;
}

export function readPrompts(node: SourceNode | undefined, source: ForeignSource): ReadPrompts {
  const { leftOvers, fileName } = source;
  const place = node?.place ?? { file: fileName, line: 1, column: 1 };
  const written = writtenIn(node, source);
  const prompts = written
    .map((one, index) => promptOf(one, written.length === 1 ? 'prompt' : (one.name ?? `prompt ${index + 1}`)))
    .filter(({ question, place: at }) => {
      const isEmpty = question.trim() === '';
      if (isEmpty) leftOvers.add(at, 'prompt', 'It is empty: there is nothing to send.');
      return !isEmpty;
    });
  const good = prompts.filter(({ problem }) => problem === undefined);
  const [first] = good.length > 0 ? good : prompts;
  if (!first) throw new ConversionError('It has no prompt that could be carried over.', place);
  for (const { problem, place: at } of prompts) if (problem !== undefined) leftOvers.add(at, 'prompt', problem);
  const texts: ReadPrompts['texts'] = {};
  for (const { name, question, system, messages, place: at } of good.length > 0 ? good : [first]) {
    if (system !== first.system || JSON.stringify(messages) !== JSON.stringify(first.messages)) {
      leftOvers.add(
        at,
        'prompt',
        'Variants of a prompt differ in their last message only, and this one has another system text or other messages. Make a benchmark of its own of it.',
      );
      continue;
    }
    texts[nameFor(name, texts)] = question;
  }
  const { system, messages, problem } = first;
  return {
    texts,
    around: { ...(system === undefined ? {} : { system }), messages },
    ...(problem === undefined ? {} : { problem }),
  };
}

/** The system text of all cases. */
export function commonSystem({ system }: Around): { system?: string } {
  return system === undefined ? {} : { system };
}

/** A name that no variant has, whatever its capitals, without the signs that names of rows are made with. */
function nameFor(name: string, taken: object): string {
  const plain =
    name
      .replace(/[[\]#,\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 50) || 'prompt';
  const names = new Set(Object.keys(taken).map((one) => one.toLowerCase()));
  let free = plain;
  for (let number = 2; names.has(free.toLowerCase()) || free === '__proto__'; number++) free = `${plain} ${number}`;
  return free;
}

function writtenIn(node: SourceNode | undefined, source: ForeignSource): Written[] {
  // A map from files to names is the form of old versions.
  if (node?.entries && !node.entries.has('id') && !node.entries.has('raw'))
    return [...node.entries].flatMap(([file, name]) => textsOf(file, textOf(name), name.place, source));
  return itemsOf(node).flatMap((one) => {
    const { entries, place } = one;
    const name = textOf(entries?.get('label'));
    if (!entries) {
      const text = textOf(one);
      return text === undefined ? unread(place, source) : textsOf(text, name, place, source);
    }
    for (const [key, other] of entries)
      if (!['id', 'label', 'raw', 'display'].includes(key))
        source.leftOvers.add(other.place, `prompts.${key}`, 'There is no such thing here.');
    const raw = textOf(entries.get('raw'));
    if (raw !== undefined) return [{ text: raw, place, ...(name === undefined ? {} : { name }) }];
    const id = textOf(entries.get('id'));
    return id === undefined ? unread(place, source) : textsOf(id, name, place, source);
  });
}

function unread(place: Place, { leftOvers }: ForeignSource): Written[] {
  leftOvers.add(place, 'prompt', 'It is neither a text nor a file.');
  return [];
}

const textFile = /\.(txt|md|j2|json|ya?ml|jsonl)$/i;
const codeFile = /\.(m?[jt]s|cjs|py|rb|sh)(:\w+)?$/i;

/** The texts of a file, or the text itself. */
function textsOf(written: string, name: string | undefined, place: Place, source: ForeignSource): Written[] {
  const named = name === undefined ? {} : { name };
  const isFile =
    written.startsWith('file://') || (!/[\n{}]/.test(written) && (textFile.test(written) || codeFile.test(written)));
  if (!isFile) {
    if (!/^(exec|python|langfuse|helicone|portkey|package):/.test(written)) return [{ text: written, place, ...named }];
    source.leftOvers.add(place, written.slice(0, 60), 'Prompts from there are not read. Write the text into the file.');
    return [];
  }
  if (codeFile.test(written)) {
    source.leftOvers.add(place, written, 'Code that makes prompts is not run. Write out what it makes.');
    return [];
  }
  const text = source.files.read(written, place);
  if (text === undefined) return [];
  const path = written.replace(/^file:\/\//, '');
  if (/\.jsonl$/i.test(path))
    return readLines(text, path, source.leftOvers).map(({ value, place: at }) => ({
      text: JSON.stringify(value),
      place: at,
      ...named,
    }));
  const stem = name ?? path.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
  if (!/\.(txt|md)$/i.test(path)) return [{ text, place, name: stem }];
  const parts = text
    .split(/^---[ \t]*\r?$/m)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.map((part, index) => ({ text: part, place, name: parts.length === 1 ? stem : `${stem} ${index + 1}` }));
}

function promptOf({ text, place }: Written, name: string): Prompt {
  const list = chatIn(text);
  const chat = list ? chatOf(list) : { messages: [], question: text };
  if ('problem' in chat)
    return {
      name,
      place,
      question: text,
      messages: [],
      problem: `${chat.problem} Only conversations in text that end with the user are sent.`,
    };
  const { system, messages, question } = chat;
  const texts = [question, ...(system === undefined ? [] : [system]), ...messages.map(({ content }) => content)].map(
    readTemplate,
  );
  const unknown = texts.find((one) => 'unknown' in one);
  if (unknown && 'unknown' in unknown)
    return {
      name,
      place,
      question,
      messages,
      ...(system === undefined ? {} : { system }),
      problem: `${unknown.unknown} computes something, and here only plain placeholders are filled in. Write out what it makes.`,
    };
  const plain = (one: string): string => {
    const read = readTemplate(one);
    return 'text' in read ? read.text : one;
  };
  return {
    name,
    place,
    question: plain(question),
    ...(system === undefined ? {} : { system: plain(system) }),
    messages: messages.map(({ role, content }) => ({ role, content: plain(content) })),
  };
}

/** The messages of a text that is a conversation in JSON or YAML; undefined for a text. */
function chatIn(text: string): readonly SourceNode[] | undefined {
  if (!/^\s*(\[|-\s+["']?(role|content)["']?\s*:)/.test(text)) return undefined;
  // A filter that only quotes is what a placeholder in quotes is.
  const quoted = text.replace(/(?<!["'])\{\{-?\s*(\w+)\s*\|\s*(?:dump|tojson)(?:\s*\|\s*safe)?\s*-?\}\}/g, '"{{$1}}"');
  try {
    const node = readSource(quoted, '');
    return isChat(node) ? node.items : undefined;
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return undefined;
  }
}
