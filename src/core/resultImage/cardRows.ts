// The rows of a result image that are words: which prompt it was, what was expected and came, the model's own answer, and why.
// Long texts are clipped, and the row says how much is missing; the whole is in the test's result.

import { checkLine } from '../../shared/words/checkText';
import type { RecordedCheck, TestResult } from '../../shared/results/testResult';
import { notRunWords } from '../../shared/words/notRun';
import { facetsOf } from '../../shared/testTypes/testTypeFacets';
import { colors, verdictColors } from './colors';
import type { NotRunTest } from './notRunTest';
import type { Pen, TextLook } from './pen';
import type { PicturePart } from './drawableStatusBar';
import { promptCaption, reasonText, titleOf } from './testWords';
import { drawText, layOutText, type BlockLimits, type TextBlock } from './textBlock';

const captionLook: TextLook = { style: 'bold', size: 13, lineHeight: 22, color: colors.muted };
const labelLook: TextLook = { style: 'bold', size: 24, lineHeight: 32, color: colors.text };
const promptLook: TextLook = { style: 'sans', size: 17, lineHeight: 24, color: colors.text };
const valueLook: TextLook = { style: 'mono', size: 20, lineHeight: 28, color: colors.text };
const answerLook: TextLook = { style: 'mono', size: 16, lineHeight: 23, color: colors.text };
const reasonLook: TextLook = { style: 'sans', size: 18, lineHeight: 26, color: colors.text };

const gap = 20;
const boxPadding = 14;
const promptLines = 6;
const valueLines = 8;
const answerLines = 10;
const reasonLines = 5;
const mostChecks = 8;

/** What the card shows that is not in the result. */
export interface CardFacts {
  /** The test as people know it, `#7 trial 2/3`. */
  name: string;
  /** What tells this prompt from the benchmark's others; null when it is not known. */
  label: string | null;
}

/** What tells the prompt from the others of its benchmark. */
export function labelRow(pen: Pen, prompt: string, { name, label }: CardFacts, width: number): PicturePart[] {
  return label === null || label.trim() === ''
    ? []
    : [captioned(pen, promptCaption(name), textPart(pen, titleOf(label, prompt), labelLook, { width, maxLines: 3 }))];
}

/** The end of the prompt: what comes before is the same for all prompts of most benchmarks. Not repeated when the label is all of it. */
export function promptRow(pen: Pen, result: TestResult, { name, label }: CardFacts, width: number): PicturePart[] {
  if (label !== null && result.prompt.trim() === titleOf(label, result.prompt).trim()) return [];
  const hasHeading = label !== null && label.trim() !== '';
  const part = textPart(pen, result.prompt, promptLook, { width, maxLines: promptLines, keep: 'end' });
  return [
    captioned(pen, !hasHeading ? promptCaption(name) : part.isClipped ? 'END OF THE PROMPT' : 'WHOLE PROMPT', part),
  ];
}

/** The checks, or expected and got: side by side when both are short, else one below the other. */
export function valueRows(pen: Pen, result: TestResult, width: number): PicturePart[] {
  if (result.checks) return [captioned(pen, 'CHECKS', checksPart(pen, result.checks, width))];
  const half = (width - gap) / 2;
  const gotCaption = facetsOf(result.testType).runsPython ? 'GOT (EXECUTION RESULT)' : 'GOT';
  const gotText = result.verdict === 'error' && result.got === '' ? null : result.got;
  const boxes = (boxWidth: number): PicturePart[] => [
    captioned(pen, 'EXPECTED', boxed(pen, result.expected, valueLook, boxWidth, valueLines, colors.boxEdge)),
    captioned(pen, gotCaption, boxed(pen, gotText, valueLook, boxWidth, valueLines, verdictColors[result.verdict])),
  ];
  const mostInHalf = ((half - 2 * boxPadding) / (valueLook.size * 0.6)) * 5;
  const isShort = [result.expected, result.got].every(
    (text) => text.length <= mostInHalf && text.split('\n').length <= valueLines,
  );
  return isShort ? [sideBySide(boxes(half))] : boxes(width);
}

/** Those that do not hold come first where there are too many. */
function checksPart(pen: Pen, checks: readonly RecordedCheck[], width: number): PicturePart {
  const telling = checks.filter(({ verdict }) => verdict !== 'correct');
  const first = checks.length <= mostChecks ? checks : [...telling, ...checks.filter((one) => !telling.includes(one))];
  const shown = first.slice(0, mostChecks);
  const left = checks.length - shown.length;
  const lines = [
    ...shown.map((check) => ({ text: checkLine(check), color: verdictColors[check.verdict] })),
    ...(left > 0 ? [{ text: `… ${left} more`, color: colors.muted }] : []),
  ].map(({ text, color }) => textPart(pen, text, { ...reasonLook, color }, { width, maxLines: 3 }));
  const draw = (x: number, y: number): void => {
    let top = y;
    for (const line of lines) {
      line.draw(x, top);
      top += line.height + 4;
    }
  };
  return { width, height: lines.reduce((sum, line) => sum + line.height + 4, -4), draw };
}

/** The model's own words, where something else was compared with what was expected. */
export function answerRow(pen: Pen, result: TestResult, width: number): PicturePart[] {
  if (result.response.trim() === result.got.trim()) return [];
  return [
    captioned(pen, 'ANSWER OF THE MODEL', boxed(pen, result.response, answerLook, width, answerLines, colors.boxEdge)),
  ];
}

/** Why the verdict is what it is, or what went wrong. */
export function reasonRow(pen: Pen, result: TestResult, width: number): PicturePart[] {
  const reason = reasonText(result);
  if (reason === null) return [];
  const color = result.verdict === 'correct' ? colors.text : verdictColors[result.verdict];
  return [
    captioned(
      pen,
      result.error ? 'ERROR' : 'WHY',
      textPart(pen, reason, { ...reasonLook, color }, { width, maxLines: reasonLines }),
    ),
  ];
}

/** Why a test was not asked: in two or three words, and in a sentence. */
export function notRunRow(pen: Pen, { kind, message }: NotRunTest, width: number): PicturePart {
  return captioned(
    pen,
    `NOT RUN: ${notRunWords[kind].toUpperCase()}`,
    textPart(pen, message, reasonLook, { width, maxLines: reasonLines }),
  );
}

function textPart(pen: Pen, text: string, look: TextLook, limits: BlockLimits): PicturePart & { isClipped: boolean } {
  const note = emptyNote(text);
  const block = note === null ? layOutText(pen, text, look, limits) : noteBlock(pen, note, look, limits.width);
  return {
    width: limits.width,
    height: block.height,
    isClipped: block.omitted > 0,
    draw: (x, y) => drawText(pen, block, x, y, colors.muted),
  };
}

/** A text in a box of its own height; null is that there was none. */
function boxed(
  pen: Pen,
  text: string | null,
  look: TextLook,
  width: number,
  maxLines: number,
  edgeColor: string,
): PicturePart {
  const room = width - 2 * boxPadding;
  const block = text === null ? noteBlock(pen, 'nothing to judge', look, room) : null;
  const inner = block
    ? { height: block.height, draw: (x: number, y: number) => drawText(pen, block, x, y, colors.muted) }
    : textPart(pen, text ?? '', look, { width: room, maxLines });
  const height = inner.height + 2 * boxPadding - 4;
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    context.fillStyle = colors.box;
    context.strokeStyle = edgeColor;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(x + 1, y + 1, width - 2, height - 2, 6);
    context.fill();
    context.stroke();
    inner.draw(x + boxPadding, y + boxPadding - 2);
  };
  return { width, height, draw };
}

function noteBlock(pen: Pen, note: string, look: TextLook, width: number): TextBlock {
  return layOutText(pen, note, { ...look, style: 'sans', color: colors.muted }, { width, maxLines: 2 });
}

/** A text that would look like nothing is described. */
function emptyNote(text: string): string | null {
  if (text === '') return 'empty';
  return /\S/.test(text.slice(0, 100_000)) ? null : 'only white space';
}

/** A part below a small heading. */
export function captioned(pen: Pen, caption: string, part: PicturePart): PicturePart {
  const block = layOutText(pen, caption, captionLook, { width: part.width, maxLines: 1 });
  const draw = (x: number, y: number): void => {
    drawText(pen, block, x, y, colors.muted);
    part.draw(x, y + captionLook.lineHeight + 2);
  };
  return { width: part.width, height: captionLook.lineHeight + 2 + part.height, draw };
}

function sideBySide(parts: PicturePart[]): PicturePart {
  const draw = (x: number, y: number): void => {
    let left = x;
    for (const part of parts) {
      part.draw(left, y);
      left += part.width + gap;
    }
  };
  return {
    width: parts.reduce((sum, part) => sum + part.width + gap, -gap),
    height: Math.max(...parts.map((part) => part.height)),
    draw,
  };
}
