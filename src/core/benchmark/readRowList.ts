// Reads a YAML or JSON file that is a list of maps, a map a row.

import { isMap } from '../../shared/text/isMap';
import { describeValue } from '../../shared/text/describeValue';
import type { DataFault, ReadTable } from './dataTable';
import { LinePositions } from './linePositions';
import { noMerge } from './noMerge';
import { readYaml } from './readYaml';
import type { YamlNode } from './yamlNode';

/** `text` has no byte order mark. */
export function readRowList(text: string): ReadTable {
  const { content, faults: found } = readYaml(text);
  const positions = new LinePositions(text);
  const faults: DataFault[] = found
    .filter(({ severity }) => severity === 'error')
    .map(({ start, message }) => ({ ...positions.at(start), message }));
  if (!content) return { faults };
  const { value, root } = content;
  if (!Array.isArray(value)) {
    const message = `A list of maps was expected, a map a row, but the file holds ${describeValue(value)}.`;
    return { faults: [...faults, { line: 1, column: 1, message }] };
  }
  const rows = value as unknown[];
  const columns = new Set<string>();
  for (const [position, row] of rows.entries()) {
    if (isMap(row)) {
      for (const key of Object.keys(row)) columns.add(key);
      const merge = root.items?.[position]?.entries?.get('<<');
      if (merge) faults.push({ ...positions.at((merge.key ?? merge).start), message: `\`<<\` ${noMerge}` });
    } else {
      const message = `Each row must be a map, and this one is ${describeValue(row)}.`;
      faults.push({ ...positions.at(root.items?.[position]?.start ?? 0), message });
    }
  }
  return {
    table: {
      columns: [...columns],
      count: rows.length,
      value: (row, column) => {
        const map = rows[row];
        return isMap(map) && Object.hasOwn(map, column) ? map[column] : undefined;
      },
      node: (row): YamlNode | undefined => root.items?.[row],
      place: (row, column) => {
        const node = root.items?.[row];
        const inside = column === undefined ? undefined : node?.entries?.get(column);
        return positions.at((inside ?? node)?.start ?? 0);
      },
    },
    faults,
  };
}
