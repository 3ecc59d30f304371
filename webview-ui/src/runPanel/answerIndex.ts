// The short answers of a run as far as they are here: asked of the host in portions, those on the screen first. It knows nothing of what is drawn.

import { mostShortAnswers, type ShortAnswer } from '../../../src/shared/results/shortAnswer';
import type { RunState, TestState } from '../../../src/shared/run/runState';
import { messageOf } from '../../../src/shared/text/messageOf';

type Ask = (tests: { model: string; index: number }[]) => Promise<readonly ShortAnswer[]>;

/** `key` tells one end of a test from another; the answer is null where its words can't be read. */
interface Known {
  key: string;
  answer: ShortAnswer | null;
}

export class AnswerIndex {
  /** Why no more are asked for, for people; null while all is well. */
  failure: string | null = null;
  private readonly known = new Map<string, Known[]>();
  private isAsking = false;
  /** The test that somebody looks at while another one is asked for. */
  private lookedAt: { model: string; test: TestState } | null = null;
  private isAskingOne = false;

  /** `changed` is called after every portion. */
  constructor(
    readonly runId: string,
    private readonly ask: Ask,
    private readonly changed: () => void,
  ) {}

  /** Undefined while it is not here; null where there is none to be had. */
  of(model: string, test: TestState): ShortAnswer | null | undefined {
    const known = this.known.get(model)?.[test.index];
    return known?.key === keyOf(test) ? known.answer : undefined;
  }

  /** Asks for what is missing of the prompts `first`, by position from 0, and then of all others, until nothing is missing. */
  async load(state: RunState, first: () => readonly number[]): Promise<void> {
    if (this.isAsking || this.failure !== null) return;
    this.isAsking = true;
    try {
      for (;;) {
        const wanted = this.missing(state, first());
        if (wanted.length === 0) break;
        const answers = await this.ask(wanted.map(({ model, test }) => ({ model, index: test.index })));
        const places = new Map(answers.map((answer) => [`${answer.index} ${answer.model}`, answer]));
        for (const { model, test, key } of wanted)
          this.keep(model, test.index, { key, answer: places.get(`${test.index} ${model}`) ?? null });
        this.changed();
      }
    } catch (error) {
      this.failure = messageOf(error);
      this.changed();
    } finally {
      this.isAsking = false;
    }
  }

  /** Asks for one test that somebody looks at; of many in a row only for the last one. */
  async look(model: string, test: TestState): Promise<void> {
    if (test.phase !== 'finished' || this.failure !== null || this.of(model, test) !== undefined) return;
    this.lookedAt = { model, test };
    if (this.isAskingOne) return;
    this.isAskingOne = true;
    try {
      while (this.lookedAt) {
        const { model, test } = this.lookedAt;
        this.lookedAt = null;
        if (this.of(model, test) !== undefined) continue;
        const key = keyOf(test);
        const [answer = null] = await this.ask([{ model, index: test.index }]);
        this.keep(model, test.index, { key, answer });
        this.changed();
      }
    } catch {
      // A hover does without; who lists the answers says why there are none.
      this.lookedAt = null;
    } finally {
      this.isAskingOne = false;
    }
  }

  private keep(model: string, index: number, known: Known): void {
    const ofModel = this.known.get(model) ?? [];
    ofModel[index] = known;
    this.known.set(model, ofModel);
  }

  private missing(state: RunState, first: readonly number[]): { model: string; test: TestState; key: string }[] {
    const found: { model: string; test: TestState; key: string }[] = [];
    const taken = new Set<number>();
    const takeFrom = (position: number): boolean => {
      if (taken.has(position)) return true;
      taken.add(position);
      for (const { model, tests } of state.models) {
        const test = tests[position];
        if (!test || test.phase !== 'finished' || this.of(model, test) !== undefined) continue;
        found.push({ model, test, key: keyOf(test) });
        if (found.length === mostShortAnswers) return false;
      }
      return true;
    };
    if (first.every(takeFrom)) state.prompts.every((_, position) => takeFrom(position));
    return found;
  }
}

function keyOf({ verdict, evidence }: TestState): string {
  return `${verdict} ${evidence?.offset ?? ''}`;
}
