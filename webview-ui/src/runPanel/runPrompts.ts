// The rows of the list of prompts: what a run says of each prompt at the player's clock, with the answers as far as they are here. Which rows and in
// which order follows from the whole run, so that no row moves while a replay plays.

import type { BenchmarkText } from '../../../src/shared/protocols/runPanelProtocol';
import type { BenchmarkPrompt } from '../../../src/shared/run/benchmark';
import { promptOfTest } from '../../../src/shared/words/promptValues';
import type { SquareLook } from '../../../src/shared/words/testText';
import { squareNumber, sliceCount } from '../grid/gridSquares';
import { MatrixCells } from '../matrix/matrixCells';
import { groupAnswers } from '../prompts/answerGroups';
import type { AnswerGroup } from '../prompts/answerGroups';
import { expectationText } from '../prompts/expectationText';
import { sortPrompts } from '../matrix/promptOrder';
import type { PromptOrder } from '../matrix/promptOrder';
import type { PromptRow } from '../prompts/promptRow';
import type { AnswerIndex } from './answerIndex';
import type { RunMatrix } from './runMatrix';
import type { RunPlayer } from './runPlayer';

export class RunPrompts {
  /** What the benchmark says of its prompts; null while that is not known. */
  text: BenchmarkText | null = null;
  private words: (string | undefined)[] = [];

  /** `matrix` knows the shown models and which prompts are looked for. */
  constructor(
    private readonly player: RunPlayer,
    private readonly matrix: RunMatrix,
    private readonly answers: AnswerIndex,
  ) {
    matrix.moreWords = (column) => (this.words[column] ??= this.wordsOf(column));
  }

  /** More answers are here. */
  answersCame(): void {
    this.words = [];
  }

  /** The list is shown no more: its words are no longer found. */
  leave(): void {
    this.matrix.moreWords = null;
  }

  /** The prompts that are looked for, by their squares. */
  listed(order: PromptOrder): number[] {
    const { models, prompts } = this.player.state;
    const { squares, rows } = this.matrix;
    const ends = new MatrixCells(models.length, squares, (row, position) => this.endOf(row, position));
    ends.show(rows);
    const shown = this.matrix.matches() ?? Array.from({ length: squares.count }, (_, square) => square);
    const standings = shown.map((square) => ({
      square,
      number: squareNumber(prompts, squares, square),
      correct: ends.countsOf(square).correct,
      failed: ends.failed(square),
      answers: order === 'answers' ? this.groups(square, (row, position) => this.endOf(row, position)).length : 0,
    }));
    return sortPrompts(standings, order).map(({ square }) => square);
  }

  row(square: number): PromptRow {
    const { rows, squares } = this.matrix;
    const { prompts } = this.player.state;
    const { label = '', tags = [] } = prompts[squares.first[square]!] ?? {};
    const look = (row: number, position: number): SquareLook => this.player.look(row, position);
    const looks = rows.map((row) => this.matrix.look(row, square));
    const judged = this.judged(square, look);
    return {
      number: squareNumber(prompts, squares, square),
      label,
      tags,
      looks,
      correct: looks.filter((one) => one === 'correct').length,
      judged: looks.filter((one) => one === 'correct' || one === 'incorrect' || one === 'error').length,
      expected: this.expected(square),
      answers: this.groups(square, look),
      errors: judged.filter(({ verdict }) => verdict === 'error').length,
      awaited: judged.filter(({ answer, verdict }) => verdict !== 'error' && answer === undefined).length,
    };
  }

  /** The tests of a prompt, by position. */
  positions(square: number): number[] {
    const { squares } = this.matrix;
    return Array.from({ length: sliceCount(squares, square) }, (_, slice) => squares.first[square]! + slice);
  }

  /** What the benchmark says of a prompt. A report says it once for all trials. */
  promptOf(square: number): BenchmarkPrompt | null {
    return this.text && promptOfTest(this.text.prompts, this.player.state, this.matrix.squares.first[square]! + 1);
  }

  private endOf(row: number, position: number): SquareLook {
    const test = this.player.test(row, position);
    if (!test) return 'waiting';
    if (test.phase === 'finished' && test.verdict !== 'not_run') return test.verdict;
    return test.notRun ? 'skipped' : test.phase === 'submitted' ? 'submitted' : 'waiting';
  }

  private expected(square: number): string | null {
    for (const { answer } of this.judged(square, (row, position) => this.endOf(row, position)))
      if (answer) return answer.expected;
    const prompt = this.promptOf(square);
    return prompt && expectationText(prompt);
  }

  private groups(square: number, look: (row: number, position: number) => SquareLook): AnswerGroup[] {
    return groupAnswers(
      this.judged(square, look).flatMap(({ answer, verdict }) =>
        answer && verdict !== 'error' ? [{ got: answer.got, verdict }] : [],
      ),
    );
  }

  /** The judged tests of a prompt, of the shown models. */
  private judged(
    square: number,
    look: (row: number, position: number) => SquareLook,
  ): { verdict: 'correct' | 'incorrect' | 'error'; answer: ReturnType<AnswerIndex['of']> }[] {
    const positions = this.positions(square);
    return this.matrix.rows.flatMap((row) => {
      const model = this.player.state.models[row]!;
      return positions.flatMap((position) => {
        const verdict = look(row, position);
        if (verdict !== 'correct' && verdict !== 'incorrect' && verdict !== 'error') return [];
        return [{ verdict, answer: this.answers.of(model.model, model.tests[position]!) }];
      });
    });
  }

  /** What can be found in a prompt beside its label and its tags: its values, what was expected, and what was answered. */
  private wordsOf(square: number): string {
    const prompt = this.promptOf(square);
    const values = Object.values(prompt?.dynamic_variables ?? {}).map(String);
    const answers = this.judged(square, (row, position) => this.endOf(row, position)).flatMap(({ answer }) =>
      answer ? [answer.got, answer.response] : [],
    );
    return [...values, this.expected(square) ?? '', ...answers].join('\n');
  }
}
