// What must be settled before anything is sent, in its order: Python, keys, cost. A front (dialogs, a terminal) answers the questions.

import type { ModelId } from '../../shared/run/model';
import type { LoadedBenchmark } from '../benchmark/loadBenchmark';
import type { RunEstimate } from '../estimate/estimateRun';
import { refuseModelsOfVsCode } from '../providers/refuseModelsOfVsCode';
import type { Environment } from '../providers/provider';
import type { ModelApi } from '../providers/modelApi';
import type { PythonSettings } from '../python/pythonSettings';
import { costQuestion, type CostQuestion } from './costQuestion';
import { keyQuestion, type KeyQuestion } from './keyQuestion';
import { pythonQuestion } from './pythonQuestion';
import type { Question } from './question';

/** How questions are asked. A front may throw instead, where nobody can change anything. */
export interface PreflightFront {
  /** Keys and addresses as they are now. */
  environment(): Promise<Environment>;
  /** Whether the language models of VS Code can be asked from here. */
  readonly isInVsCode: boolean;
  /** Whether model-written Python goes into the sandbox instead. */
  useSandbox(question: Question): Promise<boolean>;
  /** `again`: a key was set, or so the user says. `leaveOut`: the models without a key are not run. */
  settleKeys(question: KeyQuestion): Promise<'again' | 'leaveOut' | undefined>;
  confirmCost(question: CostQuestion, estimate: RunEstimate): Promise<boolean>;
}

/** The models that can be asked, and what they are asked with. */
export interface ModelsWithKeys {
  models: readonly ModelId[];
  environment: Environment;
}

export interface PreflightFacts {
  benchmark: LoadedBenchmark;
  models: readonly ModelId[];
  apis: readonly ModelApi[];
  python: PythonSettings;
  /** Whether the user stands for the benchmark's origin. */
  isTrusted: boolean;
  /** USD: a run likely to cost more is asked about, or one whose cost is not known; null: every one that charges; Infinity: none. */
  confirmAboveUsd: number | null;
  estimate(ready: ModelsWithKeys): Promise<RunEstimate>;
}

export interface Cleared extends ModelsWithKeys {
  python: PythonSettings;
}

/** What a run may begin with; absent when the user gave up. */
export async function preflight(facts: PreflightFacts, front: PreflightFront): Promise<Cleared | undefined> {
  const python = await settlePython(facts, front);
  if (!python) return undefined;
  const ready = await settleKeys(facts, front);
  if (!ready) return undefined;
  if (!(await settleCost(facts, ready, front))) return undefined;
  return { ...ready, python };
}

/** What executes model-written Python; absent when the user gave up. */
export async function settlePython(
  { python, benchmark, isTrusted }: Pick<PreflightFacts, 'python' | 'benchmark' | 'isTrusted'>,
  front: Pick<PreflightFront, 'useSandbox'>,
): Promise<PythonSettings | undefined> {
  const question = pythonQuestion(python, benchmark, isTrusted);
  if (!question) return python;
  return (await front.useSandbox(question)) ? { ...python, runner: 'sandbox' } : undefined;
}

/** The models that have their keys; absent when the user gave up. Throws `BadAddress`, and an error for models that only VS Code can ask. */
export async function settleKeys(
  { models, apis }: Pick<PreflightFacts, 'models' | 'apis'>,
  front: Pick<PreflightFront, 'environment' | 'settleKeys' | 'isInVsCode'>,
): Promise<ModelsWithKeys | undefined> {
  if (!front.isInVsCode) refuseModelsOfVsCode(models);
  for (;;) {
    const environment = await front.environment();
    const question = keyQuestion(models, apis, environment);
    if (!question) return { models, environment };
    const answer = await front.settleKeys(question);
    if (answer === 'leaveOut') return { models: question.others, environment };
    if (answer === undefined) return undefined;
  }
}

async function settleCost(
  { apis, confirmAboveUsd, estimate }: PreflightFacts,
  ready: ModelsWithKeys,
  front: Pick<PreflightFront, 'confirmCost'>,
): Promise<boolean> {
  const isSimulated = ({ provider }: ModelId): boolean => apis.some((api) => api.id === provider && api.isSimulated);
  if (confirmAboveUsd === Infinity || ready.models.every(isSimulated)) return true;
  const sheet = await estimate(ready);
  const question = costQuestion(sheet, confirmAboveUsd);
  return question === null || front.confirmCost(question, sheet);
}
