// What must be asked before anything is sent, as words that a dialog and a terminal show in their own ways.

export interface Question {
  /** What is the matter, one sentence. */
  message: string;
  /** What to know to decide, a line each; may be none. */
  details: string[];
}
