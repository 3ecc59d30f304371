// One thing that may be written at a place, for an editor to offer.

export interface Suggestion {
  kind: 'key' | 'value' | 'model' | 'file' | 'column';
  label: string;
  /** What is put in, as a snippet of editors: `$0` is where the cursor goes. */
  snippet: string;
  /** Markdown. */
  text?: string;
  /** A few words beside the label. */
  detail?: string;
  /** Whether what is put in begins a value of which the words are known, so that they should be offered at once. */
  goesOn: boolean;
}
