// What can be done about a problem of a file.

import type { Span } from './yamlNode';

/** A piece of a file, and what is to stand there. */
export interface Edit {
  span: Span;
  text: string;
}

/** What can be done about a problem without thinking. */
export interface Repair {
  fix?: { title: string; edits: Edit[] };
  /** The id of a model API that is not known. */
  unknownApi?: string;
}
