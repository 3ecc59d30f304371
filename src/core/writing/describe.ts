// What a key or a value of a benchmark or a project file means, as Markdown: the schema's own words, and what is expected there in those of the loader.

import { expectedAt } from '../benchmark/checkShape';
import type { ProblemPath } from '../benchmark/problemPath';
import { allChecks } from '../testTypes/readCheck';
import { expectedInProject } from '../project/checkProjectShape';
import { schemasAt, type FileForm, type SchemaNode } from './schemaAt';

/** Of the key at the end of `path`; undefined where the schema knows none. */
export function describeKey(path: ProblemPath, file: unknown, form: FileForm): string | undefined {
  const forms = schemasAt(path, file, form);
  const description = forms.find((form) => form.description !== undefined)?.description;
  const check = checkOf(path);
  const texts = [check?.judges, description, expectedText(path, form), valuesText(forms)];
  if (check) texts.push(`\`\`\`yaml\n- ${check.example}\n\`\`\``);
  const known = texts.filter((text) => text !== undefined);
  return known.length === 0 ? undefined : known.join('\n\n');
}

/** Of one of the words that a value may be; undefined for a value that is free. */
export function describeValue(path: ProblemPath, value: string, file: unknown, form: FileForm): string | undefined {
  return schemasAt(path, file, form)
    .map(({ enum: values = [], enumDescriptions = [] }) => enumDescriptions[values.indexOf(value)])
    .find((text) => text !== undefined);
}

function expectedText(path: ProblemPath, form: FileForm): string | undefined {
  const expected = form === 'project' ? expectedInProject(path) : expectedAt(path);
  return expected === undefined ? undefined : `Expected: ${expected}.`;
}

function valuesText(forms: readonly SchemaNode[]): string | undefined {
  const described = forms.find(({ enum: values, enumDescriptions }) => values && enumDescriptions);
  if (!described) return undefined;
  return described
    .enum!.map((value, index) => `- \`${String(value)}\`: ${described.enumDescriptions![index]}`)
    .join('\n');
}

/** The check whose word is the last part of a path; undefined for any other. */
export function checkOf(path: ProblemPath): (typeof allChecks)[number] | undefined {
  const isIn = path.at(-3) === 'expect' || path.at(-2) === 'not';
  return isIn ? allChecks.find(({ word }) => word === path.at(-1)) : undefined;
}
