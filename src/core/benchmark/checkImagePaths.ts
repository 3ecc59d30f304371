// Checks which pictures the prompts name, by their paths alone; whether the files are there and can be used is for `checkImages`.

import type { TestTypeName } from '../../shared/run/benchmark';
import type { Needs } from '../checks/check';
import { isMap } from '../../shared/text/isMap';
import { variablesAsWritten } from './asWritten';
import { fillTexts } from './fillTexts';
import { pathFault } from './pathFault';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';
import { skipReason } from './skipReason';

interface ImagePath {
  /** The path as the file has it. */
  source: string;
  path: ProblemPath;
}

/** What judging a prompt needs, and by which test type. */
export interface PromptNeeds extends Needs {
  testType: TestTypeName;
}

/** The pictures that are named well, in the order of the file; `needs` are those of the prompts by position. */
export function checkImagePaths(
  prompts: unknown,
  needs: readonly (PromptNeeds | undefined)[],
  problems: ProblemList,
): ImagePath[] {
  if (!Array.isArray(prompts)) return [];
  return (prompts as unknown[]).flatMap((prompt, position) => {
    // Nothing is shown of a prompt that is not asked, perhaps for its picture's sake.
    if (!isMap(prompt) || skipReason(prompt['skip']) !== undefined) return [];
    const path: ProblemPath = ['prompts', position, 'image'];
    const image = prompt['image'];
    const needing = needs[position];
    if (image === undefined && needing?.needsPicture) {
      problems.error(
        path,
        `prompts[${position}] has no image, and ${needing.testType === 'checks' ? 'a test type of its checks' : needing.testType} needs one: expected a path relative to the benchmark file, such as \`image: pictures/street.png\`.`,
      );
    }
    const own = imagePaths(image, path);
    return [...imagesBefore(prompt, position, problems), ...own].filter((one) => isUsable(one, problems));
  });
}

/** The pictures of the conversation before the prompt, whose paths are filled as its texts are. */
function imagesBefore(prompt: { [key: string]: unknown }, position: number, problems: ProblemList): ImagePath[] {
  const { messages, dynamic_variables: values } = prompt;
  if (!Array.isArray(messages)) return [];
  const variables = isMap(values) ? variablesAsWritten(values, problems.nodeAt(['prompts', position])) : undefined;
  return (messages as unknown[]).flatMap((message, turn) =>
    isMap(message)
      ? imagePaths(fillTexts(message['image'], variables), ['prompts', position, 'messages', turn, 'image'])
      : [],
  );
}

/** The pictures of one prompt or message as written, one or a list of them. */
export function imagesOf(image: unknown): string[] {
  return imagePaths(image, []).map((one) => one.source);
}

function imagePaths(image: unknown, path: ProblemPath): ImagePath[] {
  const all = Array.isArray(image)
    ? (image as unknown[]).map((source, position) => ({ source, path: [...path, position] }))
    : [{ source: image, path }];
  return all.filter((one): one is ImagePath => typeof one.source === 'string' && one.source.trim() !== '');
}

function isUsable({ source, path }: ImagePath, problems: ProblemList): boolean {
  if (problems.isLost(path)) return false;
  const fault = faultOf(source);
  if (fault) problems.error(path, `${formatPath(path)} ${fault}`);
  return fault === undefined;
}

/** Completes `prompts[3].image`; undefined for a path that may be looked for. */
function faultOf(source: string): string | undefined {
  const fault = pathFault(source, { one: 'picture', example: 'pictures/street.png' });
  if (fault !== undefined) return fault;
  const ending = /\.(svgz?|pdf)\s*$/i.exec(source)?.[1]?.toLowerCase();
  if (ending === 'pdf')
    return 'is a PDF: every reader makes other pixels of it, so places on it have no fixed coordinates. Export the page as PNG.';
  if (ending)
    return 'is an SVG: every program draws it with other pixels, so places on it have no fixed coordinates. Export it as PNG.';
  return undefined;
}
