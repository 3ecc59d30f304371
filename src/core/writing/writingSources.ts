// What help with writing takes from outside of the text. Nothing here may ask a network.

export interface KnownModel {
  /** As it is written in `models`. */
  name: string;
  /** Whose it is, for people. */
  label: string;
}

export interface WritingSources {
  models(): Promise<readonly KnownModel[]>;
  /** Paths of the files whose names end so, as the benchmark would name them. */
  files(endings: readonly string[]): Promise<readonly string[]>;
  /** The columns of a data file; none when it can't be read. */
  columns(file: string): Promise<readonly string[]>;
}
