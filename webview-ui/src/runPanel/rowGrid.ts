// What the grid of a row shows: the tests of one model at the player's clock, with their names, hovers and times. Pure but for the player.

import { formatCount } from '../../../src/shared/text/format';
import { errorKindWords, hoverFigures, lookWord, modelTitle, squareLabel } from '../../../src/shared/words/testText';
import type { SquareLook } from '../../../src/shared/words/testText';
import { rowText } from '../../../src/shared/words/rowText';
import { testName } from '../../../src/shared/words/testName';
import { reviewState } from '../../../src/shared/words/reviewText';
import { latenessText } from '../../../src/shared/words/latenessText';
import type { TestTimings } from '../../../src/shared/run/testMeasurement';
import type { TestState } from '../../../src/shared/run/runState';
import { isClockLate } from '../../../src/shared/run/isClockLate';
import { isMixed, testTypeOf } from '../../../src/shared/run/testTypeOf';
import type { GridSource } from '../grid/gridSource';
import { groupSquares, squareNumber, sliceCount } from '../grid/gridSquares';
import { answerLine } from './answerLine';
import { reviewLines } from './reviewLines';
import type { AnswerIndex } from './answerIndex';
import type { RunPlayer } from './runPlayer';
import type { ReviewMark } from '../grid/reviewMark';
import { phasesText, phaseTimes } from '../grid/squarePhases';
import type { PhaseTimes } from '../grid/squarePhases';
import { trialTally } from '../grid/trialTally';
import { isThroughVsCode } from '../../../src/shared/run/throughVsCode';

/** Null when the run has no such row. Of a test that is hovered `answers` are asked what was expected and got. */
export function rowGrid(player: RunPlayer, row: number, answers: AnswerIndex | null = null): GridSource | null {
  const model = player.state.models[row];
  if (!model) return null;
  const { prompts } = player.state;
  const squares = groupSquares(prompts);
  const lookOf = (position: number): SquareLook => player.look(row, position);
  const litTest = (position: number): TestState | undefined => {
    const look = lookOf(position);
    const isLit = look === 'correct' || look === 'incorrect' || look === 'error';
    return isLit ? model.tests[position] : undefined;
  };
  const timingsOf = (position: number): TestTimings | null => {
    return litTest(position)?.timings ?? null;
  };
  const reviewOf = (position: number): ReviewMark | null => {
    // Few runs have any, and all cells of a matrix ask.
    if (model.tests[position]?.reviews === undefined) return null;
    const test = litTest(position);
    return test ? reviewState(test) : null;
  };
  const phasesOf = (position: number): PhaseTimes | null => phaseTimes(timingsOf(position));
  /** `4 of 5 correct`, of the tests that share a square; null for a test that has its square for itself. */
  const tallyOf = (position: number): string | null => {
    const square = squares.squareOf[position]!;
    if (!prompts[position]?.variant) return null;
    const looks = Array.from({ length: sliceCount(squares, square) }, (_, slice) =>
      lookOf(squares.first[square]! + slice),
    );
    return trialTally(looks);
  };
  return {
    label: `${modelTitle(model)}: ${formatCount(model.tests.length)} tests${squares.count === model.tests.length ? '' : ` of ${formatCount(squares.count)} prompts`}`,
    squares,
    numberOf: (square) => squareNumber(prompts, squares, square),
    lookOf,
    phasesOf,
    isLate: (position) => {
      const timings = timingsOf(position);
      return timings !== null && isClockLate(timings);
    },
    reviewOf,
    scoreOf: (position) => model.tests[position]?.score ?? null,
    labelOf: (position) => {
      const test = model.tests[position];
      if (!test) return '';
      const name = squareLabel(model, test, lookOf(position), testName(player.state, test.index));
      const tally = tallyOf(position);
      return [name, tally, reviewOf(position)].filter((part) => part !== null).join('; ');
    },
    hoverOf: (position) => {
      const test = model.tests[position];
      if (!test) return [];
      const look = lookOf(position);
      const label = prompts[position]?.label;
      const row = rowText(prompts[position]);
      const tally = tallyOf(position);
      const phases = phasesOf(position);
      const late = latenessText(timingsOf(position));
      return [
        `${testName(player.state, test.index)} ${lookWord(look)}${tally === null ? '' : `; ${tally}`}`,
        hoverFigures(test, look),
        ...(look === 'correct' || look === 'incorrect' ? answerLines(answers, model.model, test) : []),
        ...(phases ? [phasesText(phases)] : []),
        ...(late === null ? [] : [late]),
        ...(reviewOf(position) === null ? [] : reviewLines(test)),
        ...(look === 'error' && test.error ? [errorKindWords[test.error.kind]] : []),
        ...(look === 'skipped' && test.notRun ? [test.notRun.message] : []),
        ...(isMixed(player.state) ? [testTypeOf(player.state, test.index)] : []),
        ...(model.isSimulated ? ['simulated'] : []),
        ...(isThroughVsCode(model) ? ['through VS Code'] : []),
        ...(label ? [label] : []),
        ...(row === null ? [] : [row]),
      ].filter((line, place) => place !== 1 || line !== lookWord(look));
    },
  };
}

/** Nothing until the words are here; then the hover is shown anew. */
function answerLines(answers: AnswerIndex | null, model: string, test: TestState): string[] {
  const answer = answers?.of(model, test);
  if (answer) return [answerLine(answer)];
  if (answer === undefined) void answers?.look(model, test);
  return [];
}
