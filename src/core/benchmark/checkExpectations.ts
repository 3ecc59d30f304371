// Checks that every expectation can be met at all by the evaluator that will judge it.

import type { EvaluatorName } from '../../shared/benchmark';
import { describeJsonError } from '../evaluators/jsonError';
import { parsePythonNumber } from '../evaluators/pythonNumber';
import { describeValue, isMap } from './checkShape';
import type { ProblemList } from './problemList';

export function checkExpectations(prompts: unknown, evaluator: EvaluatorName, problems: ProblemList): void {
  if (!Array.isArray(prompts)) return;
  for (const [position, prompt] of (prompts as unknown[]).entries()) {
    if (!isMap(prompt)) continue;
    const expectation = prompt['expectation'];
    if (expectation === undefined || expectation === null) continue;
    const fault = faultOf(expectation, evaluator);
    if (fault) problems.error(['prompts', position, 'expectation'], `prompts[${position}].expectation must be ${fault}`);
  }
}

/** Completes `... must be`; undefined when the expectation is fine. */
function faultOf(expectation: unknown, evaluator: EvaluatorName): string | undefined {
  switch (evaluator) {
    case 'execute_python_code_with_num_output':
    case 'python_print_execution_with_num_output': {
      const isNumber = typeof expectation === 'number' || (typeof expectation === 'string' && parsePythonNumber(expectation) !== undefined);
      return isNumber ? undefined : `a number for ${evaluator}, such as 15 or "15.0", but it is ${describeValue(expectation)}.`;
    }
    case 'execute_python_code_with_string_output':
      return undefined;
    case 'raw_string_evaluator':
      return typeof expectation === 'object' ? `text for raw_string_evaluator, but it is ${describeValue(expectation)}. Put it in quotes to make it text.` : undefined;
    case 'json_validator_eval': {
      if (typeof expectation !== 'string') return undefined;
      const error = describeJsonError(expectation);
      return error === undefined ? undefined : `a map, a list or JSON text for json_validator_eval, but it is text that isn't JSON: ${error}.`;
    }
  }
}
