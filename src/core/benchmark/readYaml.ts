// Reads YAML into plain values plus a tree of where each of them stands in the text. Knows nothing of benchmarks.

import { constructFromEvents, parseEvents, YAMLException, type Event } from 'js-yaml';
import { readJson } from './readJson';
import { syntaxMessage } from './syntaxMessage';
import { formatCount } from '../../shared/text/format';
import { yamlFault, type YamlFault, type YamlNode } from './yamlNode';
import { YamlTreeReader } from './yamlTreeReader';

interface YamlDocument {
  /** Absent when faults make the text unreadable. */
  content?: { value: unknown; root: YamlNode };
  faults: YamlFault[];
}

/** A benchmark of 100,000 prompts with one variable each has two thirds of this. */
const maxEvents = 1_500_000;

/** Never throws for a bad text. A byte order mark must have been removed. */
export function readYaml(text: string): YamlDocument {
  const json = readJson(text);
  if (json) return { content: json, faults: [] };
  let events: Event[];
  try {
    events = parseEvents(text, {});
  } catch (error) {
    return { faults: [faultOf(error, text)] };
  }
  if (events.length === 0)
    return {
      faults: [
        yamlFault(
          { start: 0, end: 0 },
          [],
          'The file is empty: a benchmark with `benchmark_name`, `base_prompt`, `test_type`, `models` and `prompts` was expected.',
        ),
      ],
    };
  if (events.length > maxEvents) {
    return {
      faults: [
        yamlFault(
          { start: 0, end: 0 },
          [],
          `The file holds more than ${formatCount(maxEvents)} keys and values; that is refused. Split it into several files.`,
        ),
      ],
    };
  }
  const reader = new YamlTreeReader(text, events);
  const root = reader.readDocument();
  if (reader.isUnreadable) return { faults: reader.faults };
  try {
    // `json` lets a repeated key pass; the reader has reported it, and the rest of the file is still worth checking.
    const [value] = constructFromEvents(reader.readable, { source: text, json: true, maxAliases: 0 });
    return { content: { value, root }, faults: reader.faults };
  } catch (error) {
    return { faults: [...reader.faults, faultOf(error, text)] };
  }
}

function faultOf(error: unknown, text: string): YamlFault {
  if (!(error instanceof YAMLException)) throw error;
  const start = Math.min(error.mark?.position ?? 0, text.length);
  const lineEnd = text.slice(start).search(/[\r\n]/);
  const end = lineEnd < 0 ? text.length : start + lineEnd;
  return yamlFault(
    { start, end: Math.max(end, Math.min(start + 1, text.length)) },
    [],
    syntaxMessage(error.reason, text, start),
  );
}
