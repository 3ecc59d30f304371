// What stands below the picture of an image test: the answer where it is no place on the picture, the figures, and how coordinates were read.

import { characterDiff } from '../../shared/text/characterDiff';
import { readingText } from '../../shared/results/readingText';
import type { TestResult } from '../../shared/results/testResult';
import { facetsOf } from '../../shared/testTypes/testTypeFacets';
import { countBadge, optionList, type ShownOption } from './answerStrips';
import { answerRow, captioned, promptRow, valueRows, type CardFacts } from './cardRows';
import { colors } from './colors';
import { diffBlock } from './diffBlock';
import type { Pen, TextLook } from './pen';
import { optionOf, optionsIn } from './promptOptions';
import type { PicturePart } from './drawableStatusBar';
import { drawText, layOutText } from './textBlock';

const lineLook: TextLook = { style: 'sans', size: 17, lineHeight: 26, color: colors.text };
const mutedLook: TextLook = { style: 'sans', size: 15, lineHeight: 23, color: colors.muted };
const diffLines = 14;

/** The rows for one test, from the answer down to the figures; `facts` tell its prompt from the others. */
export function answerRows(pen: Pen, result: TestResult, facts: CardFacts, width: number): PicturePart[] {
  const own = ownRows(pen, result, width);
  const shown = own ?? [...promptRow(pen, result, facts, width), ...valueRows(pen, result, width)];
  // Where the answer is drawn its words add nothing, unless they could not be read.
  const words = own === null || result.verdict === 'error' ? answerRow(pen, result, width) : [];
  const measures = measuresLine(result);
  return [
    ...shown,
    ...words,
    ...(measures === null ? [] : [line(pen, measures, lineLook, width)]),
    ...(result.evidence?.coordinates
      ? [line(pen, `Coordinates read as ${readingText(result.evidence.coordinates)}`, mutedLook, width)]
      : []),
  ];
}

/** Null where expected and got are shown as two texts: that is the test type's form, or there was nothing to judge. */
function ownRows(pen: Pen, result: TestResult, width: number): PicturePart[] | null {
  const { testType, verdict, measures, classes } = result;
  const isCorrect = verdict === 'correct';
  switch (facetsOf(testType).shownAs) {
    case 'values':
      return null;
    case 'places':
      return result.evidence?.overlay ? [] : null;
    case 'count':
      if (verdict === 'error' || measures?.found === undefined || measures.count === undefined) return null;
      return [captioned(pen, 'COUNT', countBadge(pen, measures.found, measures.count, isCorrect))];
    case 'text':
      // Of nothing there is no difference to draw: the two texts say *empty*.
      if (verdict === 'error' || [result.expected, result.got].some((text) => text.trim() === '')) return null;
      return [
        captioned(
          pen,
          'TEXT · STRUCK THROUGH AND UNDERLINED: MISSING · BOXED: EXTRA',
          diffBlock(pen, characterDiff(result.expected, result.got), width, diffLines),
        ),
      ];
    case 'options': {
      const options = choiceOptions(result);
      return options.length > 0 ? [captioned(pen, 'OPTIONS', optionList(pen, options, width))] : null;
    }
    case 'labels':
      return classes
        ? [
            captioned(
              pen,
              classes.truth.length + classes.found.length > 2 ? 'LABELS' : 'LABEL',
              optionList(pen, labelOptions(classes), width),
            ),
          ]
        : null;
    case 'checks':
      return null;
  }
}

/** What was expected and what was chosen are `B: a cat`; the other options stand in the prompt, in the order shown. */
function choiceOptions({ prompt, expected, got }: TestResult): ShownOption[] {
  const truth = optionOf(expected);
  const chosen = optionOf(got);
  const known = [truth, chosen].filter((option) => option !== null);
  const letters = [...new Set(known.map(({ letter }) => letter))].sort();
  const options =
    optionsIn(prompt, letters) ?? letters.map((letter) => known.find((option) => option.letter === letter)!);
  return options.map((option) => ({
    ...option,
    isTruth: option.letter === truth?.letter,
    isChosen: option.letter === chosen?.letter,
  }));
}

function labelOptions({ truth, found }: NonNullable<TestResult['classes']>): ShownOption[] {
  return [...new Set([...truth, ...found])].map((text) => ({
    text,
    isTruth: truth.includes(text),
    isChosen: found.includes(text),
  }));
}

function line(pen: Pen, text: string, look: TextLook, width: number): PicturePart {
  const block = layOutText(pen, text, look, { width, maxLines: 3 });
  return { width, height: block.height, draw: (x, y) => drawText(pen, block, x, y, colors.muted) };
}

/** `1 of 2 regions met · precision 0.50 · recall 0.50`; null when there is nothing to say. */
export function measuresLine({ testType, measures }: Pick<TestResult, 'testType' | 'measures'>): string | null {
  const words = measures ? facetsOf(testType).summary(measures) : [];
  return words.length === 0 ? null : words.join('  ·  ');
}
