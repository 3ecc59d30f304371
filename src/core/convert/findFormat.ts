// The formats that are known, the most telling first, and which of them a file is.

import { shellWord } from '../../shared/text/shellWord';
import { looksLikeBenchmark, looksLikeReport } from '../benchmark/looksLikeBenchmark';
import { ConversionError } from './conversionError';
import type { ForeignFormat } from './format';
import { humanEval } from './humanEval';
import { lmEvalTask } from './lmEvalTask';
import { mbpp } from './mbpp';
import { multipleChoice } from './multipleChoice';
import { openaiEvals } from './openaiEvals';
import { promptFile } from './promptFile';
import { promptfoo } from './promptfoo/promptfoo';

const formats: readonly ForeignFormat[] = [
  promptFile,
  lmEvalTask,
  promptfoo,
  humanEval,
  mbpp,
  openaiEvals,
  multipleChoice,
];

/** Throws a `ConversionError` that says what the file is, or what is known. */
export function findFormat(fileName: string, text: string): ForeignFormat {
  const found = formats.find((format) => format.recognizes(fileName, text));
  if (found) return found;
  if (looksLikeReport(text))
    throw new ConversionError(
      `${fileName} is a report of a run. Import it: \`iso-speed-bench import ${shellWord(fileName)}\`.`,
    );
  if (looksLikeBenchmark(text)) throw new ConversionError(`${fileName} is a benchmark already. Run it as it is.`);
  throw new ConversionError(
    `${fileName} is in no format that is known. These are: ${formats.map(({ label }) => label).join('; ')}.`,
  );
}
