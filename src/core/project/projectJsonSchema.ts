// The form of project files as JSON Schema, for editors.

import * as z from 'zod';
import { projectSchema } from './projectSchema';

type JsonSchema = { [key: string]: unknown };

/** JSON Schema draft 7, for `contributes.yamlValidation` and `jsonValidation`. */
export function projectJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(projectSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // zod writes the largest whole number there is; it would only confuse whoever reads it.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { $schema, title: 'Iso Speed Bench project file', ...schema };
}
