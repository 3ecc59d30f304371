// What a data file holds, whatever its form: rows with values by column, and the place of each in the file.

import type { YamlNode } from './yamlNode';

/** Where something stands in a data file; 1-based, columns count UTF-16 units, as editors do. */
export interface DataPlace {
  line: number;
  column: number;
}

export interface DataTable {
  /** In the order of the file, each once. */
  columns: readonly string[];
  /** How many rows there are. */
  count: number;
  /** `row` counts from 0. Undefined where the row has no such value. */
  value(row: number, column: string): unknown;
  /** How the values of a row are written, where that is not their text anyhow: a map by column. */
  node(row: number): YamlNode | undefined;
  /** Without a column, where the row begins. */
  place(row: number, column?: string): DataPlace;
}

export interface DataFault extends DataPlace {
  message: string;
}

export interface ReadTable {
  /** Absent when nothing can be made of the file. */
  table?: DataTable;
  /** What is wrong with the file; a table with faults is not complete. */
  faults: readonly DataFault[];
}
