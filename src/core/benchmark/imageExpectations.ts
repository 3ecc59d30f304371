// The expectations of the image test types as people write them, each turned into the one form that evaluators use.
// The `error` of a part says what was expected there and completes `... must be`; that of a refinement is what is said of the part.

import * as z from 'zod';
import type { ImageTestType } from '../../shared/run/benchmark';
import type {
  BoxExpectation,
  ChoiceExpectation,
  ClassifyExpectation,
  CountExpectation,
  OcrExpectation,
  PointExpectation,
  TextNormalization,
} from '../../shared/run/imageExpectation';
import { normalizeText } from '../scores/normalizeText';
import { nearestName } from '../../shared/text/nearestName';

/** A map without unknown keys; the message for one is the list of those there are. */
function map<Shape extends z.ZodRawShape>(what: string, shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? keys : what) });
}

function list<Item extends z.ZodType>(what: string, item: Item, least = 1): z.ZodArray<Item> {
  return z.array(item, { error: what }).min(least, { error: what });
}

/** Text, where a number or `true` is the text it is written as. */
function text(what: string): z.ZodType<string, string | number | boolean> {
  return z
    .union([z.string(), z.number(), z.boolean()], { error: what })
    .transform((value) => String(value).trim())
    .refine((value) => value !== '', { error: 'must not be empty' });
}

const pxWords = { error: 'px of the picture, a number from 0' };
const px = z.number(pxWords).min(0, pxWords);
const pointWords = 'a point `[x, y]` in px of the picture';
const point = z
  .tuple([px, px], { error: pointWords })
  .describe('`[x, y]` in px of the picture, from its upper left corner.');
const boxWords = 'a box `[x1, y1, x2, y2]` in px of the picture';
const box = z
  .tuple([px, px, px, px], { error: boxWords })
  .refine(([x1, y1, x2, y2]) => x1 < x2 && y1 < y2, {
    error:
      'must have x1 < x2 and y1 < y2: it is `[x1, y1, x2, y2]`, the upper left corner and then the lower right one, not a width and a height',
  })
  .describe('`[x1, y1, x2, y2]` in px of the picture: upper left corner, then lower right corner.');
const label = text('text, the name of what is there').optional().describe('The name of what is there.');
const shareWords = { error: 'a number above 0, at most 1' };
const iou = z
  .number(shareWords)
  .gt(0, shareWords)
  .max(1, shareWords)
  .default(0.5)
  .describe('The overlap (IoU) from which a box counts as found.');

const circleWords = 'a map with `center: [x, y]` and `radius`, in px of the picture';
const radiusWords = { error: 'a number of px above 0' };
const shapes = {
  label,
  box: box.optional(),
  polygon: list('a list of at least three corners `[x, y]`', point, 3)
    .refine(hasArea, { error: 'must have three corners that are not on one line' })
    .optional()
    .describe('Its corners, in order.'),
  circle: map(circleWords, { center: point, radius: z.number(radiusWords).positive(radiusWords).describe('In px.') })
    .optional()
    .describe('Everything within `radius` px of `center`.'),
};
const oneShape = { error: 'must have exactly one of `box`, `polygon` and `circle`' };
const region = map('a map with a `box`, a `polygon` or a `circle`', shapes).refine(hasOneShape, oneShape);

const oneRegion = region.transform((one) => ({ regions: [one], match: 'all' as const }));
const severalRegions = map('a map with `regions`', {
  regions: list('a list of regions, each with a `box`, a `polygon` or a `circle`', region).describe(
    'The regions to be pointed at.',
  ),
  match: z
    .enum(['all', 'any'], { error: '`all` or `any`' })
    .default('all')
    .describe(
      '`all`: every region is met by a point of its own, and no point is outside. `any`: one point in one region is enough.',
    ),
});

/** Where a point must be. */
const pointExpectation = z.union([oneRegion, severalRegions]) satisfies z.ZodType<PointExpectation>;

const labels = z
  .enum(['match', 'ignore'], { error: '`match` or `ignore`' })
  .default('ignore')
  .describe('`match`: a box must also have the right label. `ignore`: only the place counts.');
const labelMissing = 'needs a `label`, because labels is `match`';
const oneBox = map('a map with `box`, or with `boxes`', { box, label, iou, labels })
  .refine((one) => one.labels === 'ignore' || one.label !== undefined, { error: labelMissing })
  .transform(({ iou: least, labels: rule, ...one }) => ({ boxes: [one], iou: least, labels: rule }));
const severalBoxes = map('a map with `box`, or with `boxes`', {
  boxes: list(
    'a list of boxes, each as `{ box: [x1, y1, x2, y2], label: name }`',
    map('a map with `box: [x1, y1, x2, y2]` and, if you like, a `label`', { box, label }),
  ).describe('All that is to be found.'),
  iou,
  labels,
}).superRefine((one, context) => {
  if (one.labels === 'ignore') return;
  for (const [position, { label: name }] of one.boxes.entries())
    if (name === undefined) context.addIssue({ code: 'custom', path: ['boxes', position], message: labelMissing });
});

/** Which boxes are to be found. */
const boxExpectation = z.union([oneBox, severalBoxes]) satisfies z.ZodType<BoxExpectation>;

const wholeWords = { error: 'a whole number from 0' };
const whole = z.int(wholeWords).min(0, wholeWords);
const countAlone = whole.transform((count) => ({ count, tolerance: 0, points: [] }));
const countMap = map('a whole number, or a map with `count`', {
  count: whole.describe('How many there are.'),
  tolerance: whole.default(0).describe('How far off still counts as correct.'),
  points: list('a list of points `[x, y]`', point, 0)
    .default([])
    .describe('Where they are; drawn on the result image, not judged.'),
}).superRefine(({ count, points }, context) => {
  if (points.length === 0 || points.length === count) return;
  context.addIssue({
    code: 'custom',
    path: ['points'],
    message: `must be as many as count says, ${count}, but there ${points.length === 1 ? 'is 1' : `are ${points.length}`}`,
  });
});

/** How many. */
const countExpectation = z.union([countAlone, countMap]) satisfies z.ZodType<CountExpectation>;

const ocrDefaults = { normalize: ['nfkc', 'space'] as TextNormalization[], metric: 'cer' as const, threshold: 0.05 };
const thresholdWords = { error: 'a number from 0 to 1' };
const ocrText = text('text, what is written in the picture');
const ocrAlone = ocrText.transform((one) => ({ texts: [one], ...ocrDefaults }));
const ocrMap = map('the text in the picture, or a map with `text`', {
  text: ocrText.optional().describe('What is written in the picture.'),
  texts: list('a list of texts', ocrText)
    .optional()
    .describe('Several readings that are all right; the best fit counts.'),
  normalize: z
    .array(z.enum(['nfkc', 'case', 'space', 'punct'], { error: 'one of nfkc, case, space, punct' }), {
      error: 'a list of nfkc, case, space, punct',
    })
    .default(ocrDefaults.normalize)
    .describe(
      'What is made alike before comparing. `nfkc`: forms of one character. `case`: upper and lower case. `space`: runs of blanks and line ends. `punct`: punctuation is left out.',
    ),
  metric: z
    .enum(['cer', 'wer', 'anls', 'exact'], { error: 'one of cer, wer, anls, exact' })
    .default(ocrDefaults.metric)
    .describe(
      '`cer`: wrong characters. `wer`: wrong words. `anls`: likeness, for short fields. `exact`: the same text.',
    ),
  threshold: z
    .number(thresholdWords)
    .min(0, thresholdWords)
    .max(1, thresholdWords)
    .optional()
    .describe(
      'Correct at or below it for `cer` and `wer` (0.05 when missing), at or above it for `anls` (0.5 when missing).',
    ),
  region: box.optional().describe('Where the text is; drawn on the result image, not judged.'),
})
  .refine((one) => (one.text === undefined) !== (one.texts === undefined), {
    error: 'must have either `text` or `texts`',
  })
  .superRefine((one, context) => {
    const texts = one.texts?.map((value, position) => ({ value, path: ['texts', position] })) ?? [
      { value: one.text ?? '', path: ['text'] },
    ];
    for (const { value, path } of texts)
      if (value !== '' && normalizeText(value, one.normalize) === '')
        context.addIssue({
          code: 'custom',
          path,
          message: 'is only punctuation, and normalize leaves that out, so nothing would be compared',
        });
  })
  .transform(({ text: only, texts, threshold, ...one }) => ({
    ...one,
    texts: texts ?? [only ?? ''],
    threshold: threshold ?? (one.metric === 'anls' ? 0.5 : ocrDefaults.threshold),
  }));

/** What is written there. */
const ocrExpectation = z.union([ocrAlone, ocrMap]) satisfies z.ZodType<OcrExpectation>;

const optionsWords = "a map from the letters A, B, C, ... to the options' texts";

/** Which of the options; `circular` is taken apart into rotations when the file is loaded. */
const choiceExpectation = map('a map with `options` and `answer`', {
  options: z
    .record(z.string().regex(/^[A-Z]$/), text('text, what the option says'), {
      error: (issue) =>
        issue.code === 'invalid_key' ? 'a capital letter: the names of options are A to Z' : optionsWords,
    })
    .refine((options) => Object.keys(options).length >= 2, { error: 'must have at least two options' })
    .describe("The options by letter, in the order shown. They are put below the prompt's text."),
  answer: text('the letter of the right option').describe('The letter of the right option.'),
  circular: z
    .boolean({ error: '`true` or `false`' })
    .default(false)
    .describe(
      'Asks as many times as there are options, each time with their texts moved on by one letter; a model that knows is right every time (MMBench CircularEval).',
    ),
}).superRefine(({ options, answer }, context) => {
  if (!Object.hasOwn(options, answer)) {
    const meant =
      Object.keys(options).find((letter) => letter === answer.toUpperCase()) ??
      Object.keys(options).find((letter) => options[letter] === answer);
    const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
    context.addIssue({
      code: 'custom',
      path: ['answer'],
      message: `must be the letter of one of the options, ${Object.keys(options).join(', ')}, but it is ${JSON.stringify(answer)}${hint}`,
    });
  }
  const letters = new Map<string, string>();
  for (const [letter, says] of Object.entries(options)) {
    const earlier = letters.get(says);
    if (earlier !== undefined)
      context.addIssue({ code: 'custom', path: ['options', letter], message: `says the same as option ${earlier}` });
    else letters.set(says, letter);
  }
}) satisfies z.ZodType<ChoiceExpectation>;

/** A benchmark may have a thousand classes. */
const mostChoicesTold = 12;

/** Which class or classes. */
const classifyExpectation = map('a map with `choices` and `label` or `labels`', {
  choices: list('a list of at least two classes', text('text, the name of a class'), 2).describe(
    "All classes there are; any other answer can't be judged.",
  ),
  label: text('text, the right one of choices').optional().describe('The right class.'),
  labels: list('a list of the right ones of choices', text('text, one of choices'))
    .optional()
    .describe('All right classes, where a picture has several.'),
})
  .refine((one) => (one.label === undefined) !== (one.labels === undefined), {
    error: 'must have either `label` or `labels`',
  })
  .superRefine(({ choices, label: only, labels: several }, context) => {
    const refuse = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [position, choice] of choices.entries())
      if (choices.indexOf(choice) < position) refuse(['choices', position], 'is already in choices');
    const right =
      several?.map((name, position) => ({ name, path: ['labels', position] })) ??
      (only === undefined ? [] : [{ name: only, path: ['label'] }]);
    for (const { name, path } of right) {
      if (choices.includes(name)) continue;
      const meant = nearestName(name, choices);
      const known = choices.length <= mostChoicesTold ? `, ${choices.join(', ')}` : '';
      refuse(
        path,
        `must be one of choices${known}, but it is ${JSON.stringify(name)}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
      );
    }
    for (const [position, name] of (several ?? []).entries())
      if (several!.indexOf(name) < position) refuse(['labels', position], 'is already in labels');
  })
  .transform((one) => ({
    choices: one.choices,
    labels: one.labels ?? [one.label ?? ''],
    isMultiple: one.labels !== undefined,
  })) satisfies z.ZodType<ClassifyExpectation>;

/** What people may write for a test type. */
export interface ExpectationForm {
  schema: z.ZodType;
  /** The one of its forms that a value is meant as, for messages that speak of that form only. */
  formOf(value: unknown): z.ZodType;
  /** One expectation, as it is written in a file. */
  example: string;
}

export const imageExpectationForms: { readonly [testType in ImageTestType]: ExpectationForm } = {
  point: {
    schema: pointExpectation,
    formOf: (value) => (hasKey(value, 'regions', 'match') ? severalRegions : oneRegion),
    example: '{ box: [10, 20, 110, 60] }',
  },
  box: {
    schema: boxExpectation,
    formOf: (value) => (hasKey(value, 'boxes') ? severalBoxes : oneBox),
    example: '{ boxes: [{ box: [10, 20, 110, 60], label: cat }] }',
  },
  count: {
    schema: countExpectation,
    formOf: (value) => (typeof value === 'number' ? countAlone : countMap),
    example: '7',
  },
  ocr: {
    schema: ocrExpectation,
    formOf: (value) => (typeof value === 'object' ? ocrMap : ocrAlone),
    example: '"Total: 12.50"',
  },
  choice: {
    schema: choiceExpectation,
    formOf: () => choiceExpectation,
    example: '{ options: { A: a cat, B: a dog }, answer: B }',
  },
  classify: {
    schema: classifyExpectation,
    formOf: () => classifyExpectation,
    example: '{ choices: [cat, dog, bird], label: cat }',
  },
};

function hasKey(value: unknown, ...keys: string[]): boolean {
  return typeof value === 'object' && value !== null && keys.some((key) => Object.hasOwn(value, key));
}

function hasOneShape(one: { box?: unknown; polygon?: unknown; circle?: unknown }): boolean {
  return [one.box, one.polygon, one.circle].filter((shape) => shape !== undefined).length === 1;
}

function hasArea(corners: [number, number][]): boolean {
  const [[x0, y0], ...others] = corners as [[number, number], ...[number, number][]];
  return others.some(([x1, y1]) => others.some(([x2, y2]) => (x1 - x0) * (y2 - y0) !== (x2 - x0) * (y1 - y0)));
}
