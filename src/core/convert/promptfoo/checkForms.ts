// Each type of assertion of promptfoo that we have words for, as checks that come to the same verdict.

import { isMap } from '../../../shared/text/isMap';
import type { CarriedCheck } from '../carried';
import { ConversionError } from '../conversionError';
import { literalPattern } from '../literalPattern';
import { modelName } from '../modelNames';
import { rubricJudge } from '../rubricJudge';
import { numberOf, readSource, textOf } from '../sourceNode';
import { readTemplate } from '../template';
import type { Assertion, CheckForm } from './assertion';
import { containsJsonCode, unknownWord } from './containsJson';
import { isJsonCode, levenshteinCode, wordCountCode } from './evaluators';
import { javascriptForm, pythonForm } from './ownCode';

/** A check under `not` where the assertion is so. */
function around({ isNegated }: Pick<Assertion, 'isNegated'>, check: CarriedCheck): CarriedCheck {
  return isNegated ? { not: check } : check;
}

/** A text with our placeholders, or why there is none. */
function textIn({ value }: Assertion): { text: string } | { problem: string } {
  const written = textOf(value);
  if (written === undefined || written === '') return { problem: 'It has no text as its value.' };
  if (/^(file|package):/.test(written)) return { problem: 'Its value is in another file. Write it out.' };
  const read = readTemplate(written);
  return 'text' in read ? read : { problem: `${read.unknown} computes something. Write out what it makes.` };
}

const ofText =
  (make: (text: string, assertion: Assertion) => CarriedCheck): CheckForm =>
  (assertion) => {
    const read = textIn(assertion);
    return 'problem' in read ? read : { checks: [around(assertion, make(read.text, assertion))] };
  };

/** The texts of a list; of one text those between its commas. */
function textsIn(assertion: Assertion): { texts: string[] } | { problem: string } {
  const { value } = assertion;
  const written = value?.items
    ? value.items.map(textOf)
    : textOf(value)
        ?.split(',')
        .map((one) => one.trim());
  if (written === undefined || written.length === 0 || written.includes(undefined) || written.includes(''))
    return { problem: 'It has no list of texts as its value.' };
  const read = written.map((one) => readTemplate(one ?? ''));
  const unknown = read.find((one) => 'unknown' in one);
  if (unknown && 'unknown' in unknown)
    return { problem: `${unknown.unknown} computes something. Write out what it makes.` };
  return { texts: read.flatMap((one) => ('text' in one ? [one.text] : [])) };
}

const ofTexts =
  (make: (texts: string[], assertion: Assertion) => CarriedCheck): CheckForm =>
  (assertion) => {
    const read = textsIn(assertion);
    return 'problem' in read ? read : { checks: [around(assertion, make(read.texts, assertion))] };
  };

/** Where scores count a share of the texts would count; there it is all or nothing. */
function containsAll(texts: string[], isScored: boolean, ignoresCase: boolean): CarriedCheck {
  const plain = texts.every((text) => !text.includes('{{'));
  if (isScored && texts.length > 1 && plain)
    return {
      regex: `^${texts.map((text) => `(?=[\\s\\S]*${literalPattern(text)})`).join('')}`,
      ...(ignoresCase ? { flags: 'i' } : {}),
    };
  return { contains_all: texts, ...(ignoresCase ? { ignore_case: true } : {}) };
}

const limit =
  (name: 'total_ms' | 'cost_usd'): CheckForm =>
  ({ threshold, isNegated }) => {
    if (threshold === undefined || threshold <= 0) return { problem: 'It has no threshold above 0.' };
    return { checks: [around({ isNegated }, { limits: { [name]: threshold } })] };
  };

const equalText = ofText((text) => ({ equals: text }));

const equals: CheckForm = (assertion, source) => {
  const { value } = assertion;
  if (value?.entries ?? value?.items) return { checks: [around(assertion, { json: value?.value })] };
  return equalText(assertion, source);
};

const regex: CheckForm = (assertion) => {
  const read = textIn(assertion);
  if ('problem' in read) return read;
  try {
    new RegExp(read.text);
    return { checks: [around(assertion, { regex: read.text })] };
  } catch {
    return { problem: 'It is not a pattern of JavaScript.' };
  }
};

/** The schema of a value; null where it has none. */
function schemaOf(
  { value }: Assertion,
  read: (named: string) => string | undefined,
): { schema: { [key: string]: unknown } | null } | { problem: string } {
  if (value === undefined || value.value === null || value.value === '') return { schema: null };
  if (value.entries && isMap(value.value)) return { schema: draft7(value.value) };
  const text = textOf(value) ?? '';
  const written = text.startsWith('file://') ? read(text) : text;
  if (written === undefined) return { problem: 'The file with its schema could not be read.' };
  try {
    const schema = readSource(written, text).value;
    return isMap(schema) ? { schema: draft7(schema) } : { problem: 'Its schema is no map.' };
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    return { problem: 'Its schema can’t be read.' };
  }
}

/** What a schema without a word about it is there. */
function draft7(schema: { [key: string]: unknown }): { [key: string]: unknown } {
  return Object.hasOwn(schema, '$schema') ? schema : { $schema: 'http://json-schema.org/draft-07/schema#', ...schema };
}

const isJson: CheckForm = (assertion, { files }) => {
  const schema = schemaOf(assertion, (named) => files.read(named, assertion.place));
  if ('problem' in schema) return schema;
  const whole: CarriedCheck = { javascript: isJsonCode };
  if (schema.schema === null) return { checks: [around(assertion, whole)] };
  if (assertion.isNegated)
    return {
      problem: 'No check says that an answer is no JSON, or JSON by another schema. Write it as a `javascript` check.',
    };
  return {
    // Models are asked as they were, without `response_format`.
    checks: [whole, { json_schema: schema.schema, response_format: false }],
    ...(assertion.isScored
      ? {
          note: 'It is two checks with half of its weight each: JSON that the schema does not allow has a half of the score, and there none.',
        }
      : {}),
  };
};

const containsJson: CheckForm = (assertion, { files }) => {
  const schema = schemaOf(assertion, (named) => files.read(named, assertion.place));
  if ('problem' in schema) return schema;
  const unknown = unknownWord(schema.schema);
  if (unknown !== undefined)
    return {
      problem: `Its schema has \`${unknown}\`. A \`json_schema\` check knows it, and wants an answer that is JSON.`,
    };
  files.write('containsJson.js', containsJsonCode);
  return { checks: [around(assertion, { javascript: 'containsJson.js', expectation: schema })] };
};

const ownJudge = 'The judge is asked in our words. Labelled `examples` in the rubric show how far it can be trusted.';

const rubric =
  (make: (text: string) => CarriedCheck): CheckForm =>
  (assertion) => {
    const read = textIn(assertion);
    if ('problem' in read)
      return { problem: assertion.value?.items ? 'It has several criteria. Write a `rubric` for each.' : read.problem };
    const judge = rubricJudge(assertion.provider, 'openai~gpt-6-luna', modelName);
    const named =
      assertion.provider === undefined
        ? ' None is named there: choose yours in `judge`.'
        : modelName(assertion.provider) === undefined
          ? ` ${assertion.provider} is not known here: choose yours in \`judge\`.`
          : '';
    const score =
      assertion.threshold === undefined
        ? ''
        : ' It says pass or fail and gives no score, so that the threshold is left out.';
    return { checks: [around(assertion, { ...make(read.text), judge })], note: `${ownJudge}${named}${score}` };
  };

const plain = rubric((text) => ({ rubric: text }));
const factual = rubric((text) => ({
  rubric:
    'The answer agrees with the facts of the reference answer. It may say less or more, but nothing that the reference contradicts.',
  expectation: text,
}));

const levenshtein: CheckForm = (assertion, { files }) => {
  const read = textIn(assertion);
  if ('problem' in read) return read;
  files.write('levenshtein.js', levenshteinCode);
  // `not-` does not turn it round there.
  return {
    checks: [{ javascript: 'levenshtein.js', expectation: { text: read.text, most: assertion.threshold || 5 } }],
  };
};

const wordCount: CheckForm = (assertion, { files }) => {
  const { value } = assertion;
  const bounds = value?.entries;
  const exact = numberOf(value);
  const [min, max] = bounds ? [numberOf(bounds.get('min')), numberOf(bounds.get('max'))] : [exact, exact];
  if (min === undefined && max === undefined) return { problem: 'It has no number as its value.' };
  files.write('wordCount.js', wordCountCode);
  const expectation = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  return { checks: [around(assertion, { javascript: 'wordCount.js', expectation })] };
};

export const checkForms: { readonly [type: string]: CheckForm | undefined } = {
  equals,
  contains: ofText((text) => ({ contains: text })),
  icontains: ofText((text) => ({ icontains: text })),
  'contains-any': ofTexts((texts) => ({ contains_any: texts })),
  'icontains-any': ofTexts((texts) => ({ contains_any: texts, ignore_case: true })),
  'contains-all': ofTexts((texts, { isScored }) => containsAll(texts, isScored, false)),
  'icontains-all': ofTexts((texts, { isScored }) => containsAll(texts, isScored, true)),
  'starts-with': ofText((text) => ({ starts_with: text })),
  regex,
  'is-json': isJson,
  'contains-json': containsJson,
  levenshtein,
  'word-count': wordCount,
  javascript: javascriptForm,
  python: pythonForm,
  latency: limit('total_ms'),
  cost: limit('cost_usd'),
  'llm-rubric': plain,
  'g-eval': plain,
  'model-graded-closedqa': plain,
  factuality: factual,
  'model-graded-factuality': factual,
};
