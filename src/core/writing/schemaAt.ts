// What the schema of benchmark files, or of project files, allows at a place: the same schema that other editors are given.

import { benchmarkJsonSchema } from '../benchmark/benchmarkJsonSchema';
import { valueAt, type ProblemPath } from '../benchmark/problemPath';
import { writtenTestTypes } from '../../shared/run/benchmark';
import { isMap } from '../../shared/text/isMap';
import { projectJsonSchema } from '../project/projectJsonSchema';
import { mark } from './placeAt';

/** The parts of a JSON schema that are looked at here. */
export interface SchemaNode {
  description?: string;
  type?: string | string[];
  enum?: unknown[];
  enumDescriptions?: string[];
  properties?: { [key: string]: SchemaNode };
  additionalProperties?: SchemaNode | boolean;
  required?: string[];
  items?: SchemaNode | SchemaNode[];
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  $ref?: string;
}

/** The kinds of files that are written here. */
export type FileForm = 'benchmark' | 'project';

type WholeSchema = SchemaNode & { definitions?: { [name: string]: SchemaNode } };
const made = new Map<FileForm, WholeSchema>();
const makers: { readonly [form in FileForm]: () => unknown } = {
  benchmark: benchmarkJsonSchema,
  project: projectJsonSchema,
};

function schemaOf(form: FileForm): WholeSchema {
  // Made of zod's once: it takes some 50 ms. It is plain JSON, which `SchemaNode` has the part of that is used.
  const schema = made.get(form) ?? (JSON.parse(JSON.stringify(makers[form]())) as WholeSchema);
  made.set(form, schema);
  return schema;
}

/** Every form that the value at `path` may have; of maps only those that fit the keys it has already. */
export function schemasAt(path: ProblemPath, file: unknown, form: FileForm): SchemaNode[] {
  let nodes: SchemaNode[] = [schemaOf(form)];
  for (const [depth, part] of path.entries()) {
    const around = valueAt(file, path.slice(0, depth));
    const forms = fitting(nodes.flatMap(formsOf), around);
    nodes = (part === 'expectation' && ofTestType(around, file)) || forms.flatMap((one) => childrenOf(one, part));
  }
  return fitting(nodes.flatMap(formsOf), valueAt(file, path));
}

/** Each with its description, its own or that of what it is a form of. */
function formsOf(node: SchemaNode): SchemaNode[] {
  const { $ref, anyOf, oneOf, ...own } = node;
  if ($ref !== undefined) {
    const target = schemaOf('benchmark').definitions?.[$ref.replace('#/definitions/', '')];
    return target ? formsOf({ ...target, ...own }) : [];
  }
  const forms = anyOf ?? oneOf;
  if (!forms) return [own];
  const { description } = own;
  return forms.flatMap((form) => formsOf(description === undefined ? form : { description, ...form }));
}

function childrenOf({ properties, additionalProperties, items }: SchemaNode, part: string | number): SchemaNode[] {
  if (typeof part === 'number')
    return Array.isArray(items) ? ((items[part] ?? []) as SchemaNode[]) : items ? [items] : [];
  const own = properties?.[part];
  if (own) return [own];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

/** Of maps those that have all keys of `value`, where there are such; what is no map stays when nothing is there yet. */
function fitting(forms: readonly SchemaNode[], value: unknown): SchemaNode[] {
  if (!isMap(value)) return [...forms];
  const maps = forms.filter((form) => form.properties || form.additionalProperties);
  const keys = Object.keys(value).filter((key) => key !== mark);
  const whole = maps.filter((form) => keys.every((key) => childrenOf(form, key).length > 0));
  return whole.length > 0 ? whole : maps;
}

/** The form of an expectation by the test type beside it, or that of the file; undefined where there is none, or a data file's column is meant. */
function ofTestType(around: unknown, file: unknown): SchemaNode[] | undefined {
  if (!isMap(around) || around['file'] !== undefined) return undefined;
  const type = around['test_type'] ?? valueAt(file, ['test_type']) ?? valueAt(file, ['evaluator']);
  const name = writtenTestTypes.find((one) => one === type);
  const definition = name && schemaOf('benchmark').definitions?.[`${name}_expectation`];
  return definition && [definition];
}
