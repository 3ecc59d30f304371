// Cases as rows of a data file. What they share stands once, in an entry of `prompts`; the texts in which they differ become columns.

import { isMap } from '../../shared/text/isMap';
import { fillPrompt } from '../benchmark/fillPrompt';
import type { CarriedCase } from './carried';
import { judgedBy } from './judgedBy';

type Fields = { [key: string]: unknown };

interface CasesTable {
  /** JSON lines. */
  text: string;
  /** Entries of `prompts`, one for each form that cases have. */
  items: Fields[];
}

/** Texts that say what a check is, and not what it is held against: cases that differ in them are of two forms. */
const wordsOfForm = new Set([
  ...[
    'javascript',
    'python',
    'metric',
    'judge',
    'name',
    'role',
    'flags',
    'at',
    'skip',
    'json_schema',
    'decimal',
    'test_type',
  ],
]);

/** `file` is what the data file will be called. */
export function casesTable(cases: readonly CarriedCase[], file: string): CasesTable {
  const names = new Set(cases.flatMap(({ variables }) => Object.keys(variables)));
  const free = (wanted: string): string => {
    let name = wanted;
    for (let number = 2; names.has(name); number++) name = `${wanted}_${number}`;
    names.add(name);
    return name;
  };
  const groups = [...groupsOf(cases).values()];
  const columns = { group: groups.length > 1 ? free('form') : undefined, tags: free('tags') };
  const rows: Fields[] = cases.map(({ variables, tags = [] }) => ({
    ...variables,
    ...(tags.length > 0 ? { [columns.tags]: tags.join(', ') } : {}),
  }));
  const items = groups.map((members, position) => {
    const shared = new SharedForm(members.map((index) => cases[index]!));
    const written = shared.template(shared.forms, [], free);
    for (const [column, values] of shared.columns)
      for (const [at, index] of members.entries()) rows[index]![column] = values[at];
    if (columns.group !== undefined) for (const index of members) rows[index]![columns.group] = position + 1;
    const hasTags = members.some((index) => (cases[index]!.tags ?? []).length > 0);
    return {
      file,
      ...(columns.group === undefined ? {} : { where: { [columns.group]: position + 1 } }),
      ...(hasTags ? { tags: columns.tags } : {}),
      ...(isMap(written) ? written : {}),
    };
  });
  return { text: rows.map((row) => `${JSON.stringify(row)}\n`).join(''), items };
}

/** Positions of cases by their form: all that no column can hold. */
function groupsOf(cases: readonly CarriedCase[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [index, one] of cases.entries()) {
    const key = JSON.stringify(formOf(ofAllRows(one), ''));
    const group = groups.get(key) ?? [];
    group.push(index);
    groups.set(key, group);
  }
  return groups;
}

/** What an entry of `prompts` says for its rows. */
function ofAllRows({ system, messages, skip, ...judging }: CarriedCase): Fields {
  return {
    ...(system === undefined ? {} : { system }),
    ...(messages === undefined ? {} : { messages }),
    ...judgedBy(judging),
    ...(skip === undefined ? {} : { skip }),
  };
}

function formOf(value: unknown, key: string): unknown {
  if (wordsOfForm.has(key)) return value;
  if (typeof value === 'string') return '';
  if (Array.isArray(value)) return value.map((one) => formOf(one, key));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, formOf(one, name)]));
}

/** Cases of one form. */
class SharedForm {
  readonly forms: readonly Fields[];
  /** The texts of a column, one a case. */
  readonly columns = new Map<string, string[]>();

  constructor(private readonly cases: readonly CarriedCase[]) {
    this.forms = cases.map(ofAllRows);
  }

  /** `values` are the same part of each case. */
  template(values: readonly unknown[], path: readonly string[], free: (wanted: string) => string): unknown {
    const [first] = values;
    const key = path.at(-1) ?? '';
    if (wordsOfForm.has(key)) return first;
    if (typeof first === 'string') return this.textOf(values.map(String), key, free);
    if (Array.isArray(first))
      return first.map((_, index) =>
        this.template(
          values.map((value) => (Array.isArray(value) ? (value as unknown[])[index] : undefined)),
          path,
          free,
        ),
      );
    if (!isMap(first)) return first;
    return Object.fromEntries(
      Object.keys(first).map((name) => [
        name,
        this.template(
          values.map((value) => (isMap(value) ? value[name] : undefined)),
          [...path, name],
          free,
        ),
      ]),
    );
  }

  private textOf(texts: string[], key: string, free: (wanted: string) => string): string {
    if (texts.every((text) => text === texts[0])) return texts[0]!;
    const column = free(key === '' ? 'text' : key);
    // What is put in is not looked at again, so the placeholders of a text are filled here.
    this.columns.set(
      column,
      texts.map((text, index) => fillPrompt(text, this.cases[index]!.variables)),
    );
    return `{{${column}}}`;
  }
}
