// Which prompt is in which column of a matrix: in the order of the file, or those of a tag beside each other. Pure; both count from 0.

/** Columns that stand together, `first` up to but not `end`. */
export interface ColumnGroup {
  name: string;
  first: number;
  end: number;
}

export interface ColumnOrder {
  /** The prompt of each column. */
  promptAt: Uint32Array;
  /** The column of each prompt. */
  columnOf: Uint32Array;
  /** None in the order of the file. */
  groups: readonly ColumnGroup[];
}

export function orderOfFile(count: number): ColumnOrder {
  const all = Uint32Array.from({ length: count }, (_, prompt) => prompt);
  return { promptAt: all, columnOf: all, groups: [] };
}

/**
 * A prompt stands with those of its first tag, as it has one column only. Tags come in the order in which the file first names them, prompts
 * without a tag come last, and within a group the order of the file holds.
 */
export function orderByTag(tags: readonly (readonly string[])[]): ColumnOrder {
  const untagged: number[] = [];
  const byTag = new Map<string, number[]>();
  tags.forEach(([tag], prompt) => {
    const group = tag === undefined ? untagged : (byTag.get(tag) ?? []);
    group.push(prompt);
    if (tag !== undefined) byTag.set(tag, group);
  });
  const promptAt: number[] = [];
  const groups = [...byTag, ['no tag', untagged] as const].flatMap(([name, prompts]): ColumnGroup[] => {
    const first = promptAt.length;
    promptAt.push(...prompts);
    return prompts.length === 0 ? [] : [{ name, first, end: promptAt.length }];
  });
  const columnOf = new Uint32Array(promptAt.length);
  promptAt.forEach((prompt, column) => (columnOf[prompt] = column));
  return { promptAt: Uint32Array.from(promptAt), columnOf, groups };
}
