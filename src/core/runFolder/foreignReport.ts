// Results of other tools in the form of a report: those of promptfoo (`-o results.json`) and logs of Inspect in JSON. What they do not say is not there.

import { isMap } from '../../shared/text/isMap';
import { inspectLog } from './inspectLog';
import { promptfooResults } from './promptfooResults';

/** A value that may be the results of another tool; as it is where it is not. Throws for people when it is, and has no results. */
export function foreignReport(value: unknown): unknown {
  if (!isMap(value) || 'prompt_iterations' in value) return value;
  return promptfooResults(value) ?? inspectLog(value) ?? value;
}
