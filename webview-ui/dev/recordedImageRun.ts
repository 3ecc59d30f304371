// Turns the recorded run into one over the image test types, the same every time: scores, measures and classes for each test, a model that
// takes no pictures, and tests that the budget did not reach.

import type { RunEvent, TestFinished } from '../../src/shared/run/events';
import { mixedTestTypes } from '../../src/shared/run/events';
import { recordedTypes } from './recordedImageTest';

const letters = ['A', 'B', 'C', 'D'];
const kinds = ['cat', 'dog', 'bird', '馬'];

/** `blind` is the model that takes no pictures, `budget` the one whose last tests are not run. */
export function withImageTests(
  events: readonly RunEvent[],
  { blind, budget }: { blind: number; budget: number },
): RunEvent[] {
  const start = events[0];
  if (start?.type !== 'runStarted') return [...events];
  const blindModel = start.models[blind]?.model;
  const budgetModel = start.models[budget]?.model;
  const isSkipped = (model: string, index: number): boolean =>
    model === blindModel || (model === budgetModel && index > start.prompts.length - 4);
  const skipped = start.models.flatMap(({ model }) =>
    start.prompts.flatMap(({ index }): RunEvent[] =>
      isSkipped(model, index)
        ? [
            {
              type: 'testSkipped',
              t: 1,
              model,
              index,
              reason:
                model === blindModel
                  ? { kind: 'noVision', message: 'This model takes no pictures.' }
                  : { kind: 'budget', message: "The run's budget of $0.50 was used up before." },
            },
          ]
        : [],
    ),
  );
  const rest = events.slice(1).flatMap((event): RunEvent[] => {
    if ((event.type === 'testStarted' || event.type === 'testFinished') && isSkipped(event.model, event.index))
      return [];
    return [event.type === 'testFinished' ? judged(event) : event];
  });
  const prompts = start.prompts.map((prompt, place) => ({
    ...prompt,
    label: `${recordedTypes[place % recordedTypes.length]!} in picture ${place + 1}`,
    testType: recordedTypes[place % recordedTypes.length]!,
  }));
  return [{ ...start, benchmarkName: 'What the models see', testType: mixedTestTypes, prompts }, ...skipped, ...rest];
}

/** A score that fits the verdict, and figures that fit the score. */
function judged(event: TestFinished): TestFinished {
  if (event.verdict === 'error') return event;
  const noise = ((event.index * 37 + event.model.length * 11) % 50) / 100;
  const isCorrect = event.verdict === 'correct';
  const score = isCorrect ? 1 - noise * 0.8 : noise;
  const place = event.index % 4;
  const other = (place + 1 + (event.model.length % 3)) % 4;
  switch (recordedTypes[(event.index - 1) % recordedTypes.length]!) {
    case 'point':
      return {
        ...event,
        score,
        measures: {
          hits: isCorrect ? 3 : 1,
          regions: 3,
          points: 3,
          precision: score,
          recall: score,
          f1: score,
          distance: (1 - score) / 10,
        },
      };
    case 'box':
      return {
        ...event,
        score,
        measures: {
          boxes: 1,
          iou: score,
          bestIou: score,
          precision: score,
          recall: score,
          f1: score,
          meanF1: score * 0.7,
        },
      };
    case 'count': {
      const off = isCorrect ? 0 : (event.index % 5) - 2 || 1;
      return { ...event, score: isCorrect ? 1 : 0.5, measures: { count: 7, found: 7 + off, countError: off } };
    }
    case 'ocr':
      return {
        ...event,
        score,
        measures: {
          cer: 1 - score,
          wer: Math.min(1, (1 - score) * 2),
          anls: score,
          exact: isCorrect && noise === 0 ? 1 : 0,
          characters: 40,
          words: 7,
        },
      };
    case 'choice':
      return {
        ...event,
        score: isCorrect ? 1 : 0,
        classes: { truth: [letters[place]!], found: [letters[isCorrect ? place : other]!] },
      };
    case 'classify':
      return {
        ...event,
        score: isCorrect ? 1 : 0,
        classes: { truth: [kinds[place]!], found: [kinds[isCorrect ? place : other]!] },
      };
  }
}
