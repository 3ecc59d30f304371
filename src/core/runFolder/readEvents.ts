// Reads `events.jsonl` back.

import { runSchemaVersion, type RunEvent, type RunStarted } from '../../shared/run/events';
import { mostTests } from '../benchmark/limits';
import { linesOf } from '../files/linesOf';
import { refuseDeepNesting } from '../files/parseJson';
import { refuseNewer } from '../files/parseRecord';
import { schemaLook } from '../files/schemaLook';
import { runFiles } from './runFolderPaths';
import { eventSchema } from './eventSchema';
import { upgradeRecord, versionOf } from './upgrade/upgradeRecord';
import { formatCount } from '../../shared/text/format';

/**
 * Calls back with every event, in order, and returns how many lines could not be read: half-written, or not what the format says.
 * Throws when the file can't be read, and for a newer format; `where` names the run for people.
 */
export async function readEvents(
  runDirectory: string,
  where: string,
  onEvent: (event: RunEvent) => void,
): Promise<number> {
  const reader = new EventReader(where);
  let badLines = 0;
  let hasStarted = false;
  for await (const lines of linesOf(runDirectory, runFiles.events, where))
    for (const line of lines) {
      if (line === '') continue;
      const event = reader.read(line);
      // A run starts once; a second start would make its grid anew.
      if (!event || (event.type === 'runStarted' && hasStarted)) {
        badLines++;
        continue;
      }
      if (event.type === 'runStarted') {
        hasStarted = true;
        refuseHugeRun(event, where);
      }
      onEvent(event);
    }
  return badLines;
}

/** A few bytes of names can claim more tests than any machine holds. */
function refuseHugeRun({ models, prompts }: RunStarted, where: string): void {
  const tests = models.length * prompts.length;
  if (tests <= mostTests) return;
  throw new Error(
    `${where} claims ${formatCount(models.length)} models x ${formatCount(prompts.length)} prompts = ${formatCount(tests)} tests; a run of more than ${formatCount(mostTests)} is not opened.`,
  );
}

const isAsItIs = schemaLook(eventSchema, 'returns');

/** Whether the schema would return it as it is: nearly all of the present format are. */
function isEvent(json: unknown): json is RunEvent {
  return isAsItIs(json);
}

/** Reads the lines of one file, in order: an event has the format that the last line before it that names one says. */
export class EventReader {
  private version: number | null = null;

  /** `where` names the run for people. */
  constructor(private readonly where: string) {}

  /** Absent for what is no event. Throws for a newer format. */
  read(line: string): RunEvent | undefined {
    let json: unknown;
    try {
      json = JSON.parse(line);
      if (this.version === runSchemaVersion && isEvent(json)) return json;
      refuseDeepNesting(json, this.where);
    } catch {
      // Half a line is what a killed run leaves, and what is nested without end nobody wrote; the caller counts it and says so.
      return undefined;
    }
    refuseNewer(json, this.where);
    this.version = versionOf(json) ?? this.version;
    const parsed = eventSchema.safeParse(upgradeRecord('event', json, this.version));
    return parsed.success ? parsed.data : undefined;
  }
}
