// JSON schemas by ajv, compiled once each.

import Ajv, { str, type ErrorObject, type Options } from 'ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { isMultipleOf } from './isMultipleOf';

type Schema = { [key: string]: unknown };

/** What is wrong with a value, without a full stop; undefined for one that the schema allows. */
type Validation = (value: unknown) => string | undefined;

// What every object inherits, such as `constructor`, is no property of an answer.
const options: Options = { strict: false, ownProperties: true, allErrors: false, validateFormats: true, logger: false };

/** Of the schemas of one benchmark most are the same. */
const compiled = new Map<string, Validation>();
const mostKept = 200;

/** Throws an error that says what is wrong with the schema, or that its draft is not known. */
export function compileSchema(schema: Schema): Validation {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known) return known;
  const ajv = ajvFor(schema['$schema']);
  addFormats(ajv);
  // Ajv's own divides doubles.
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    compile: (step: number) => (value: number) => isMultipleOf(value, step),
    error: { message: ({ schemaCode }) => str`must be multiple of ${schemaCode}` },
  });
  const { $id: _id, ...withoutId } = schema;
  const validate = ajv.compile(withoutId);
  const validation: Validation = (value) => (validate(value) === true ? undefined : faultText(validate.errors?.[0]));
  if (compiled.size >= mostKept) compiled.clear();
  compiled.set(key, validation);
  return validation;
}

function ajvFor(draft: unknown): Ajv {
  if (draft === undefined || /2020-12/.test(String(draft))) return new Ajv2020(options);
  if (/2019-09/.test(String(draft))) return new Ajv2019(options);
  if (/draft-0[67]/.test(String(draft))) return new Ajv(options);
  throw new Error(`its $schema is ${JSON.stringify(draft)}, and known are draft 2020-12, 2019-09 and 7`);
}

/** `$.items[0].price must be number`; of a key too many or a wrong word also which. */
function faultText(error: ErrorObject | undefined): string {
  if (!error) return 'The schema does not allow it';
  const { instancePath, message = 'is not allowed', params } = error;
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) =>
      /^\d+$/.test(part)
        ? `[${part}]`
        : /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(part)
          ? `.${part}`
          : `[${JSON.stringify(part)}]`,
    )
    .join('');
  const extra: unknown = params['additionalProperty'] ?? params['unevaluatedProperty'];
  const allowed: unknown = params['allowedValues'] ?? params['allowedValue'];
  const more =
    extra !== undefined
      ? `, but it has ${JSON.stringify(extra)}`
      : allowed !== undefined
        ? ` ${JSON.stringify(allowed)}`
        : '';
  return `$${path} ${message}${more}`;
}
