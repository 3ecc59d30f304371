// Checks which pictures the prompts name, by their paths alone; whether the files are there and can be used is for `checkImages`.

import type { TestTypeName } from '../../shared/run/benchmark';
import { testTypeFacets } from '../../shared/testTypes/testTypeFacets';
import { findBraces } from './fillPrompt';
import { isMap } from '../../shared/text/isMap';
import type { ProblemList } from './problemList';
import { formatPath, type ProblemPath } from './problemPath';

interface ImagePath {
  /** The path as the file has it. */
  source: string;
  path: ProblemPath;
}

/** The pictures that are named well, in the order of the file; `testTypes` are those of the prompts by position. */
export function checkImagePaths(
  prompts: unknown,
  testTypes: readonly (TestTypeName | undefined)[],
  problems: ProblemList,
): ImagePath[] {
  if (!Array.isArray(prompts)) return [];
  return (prompts as unknown[]).flatMap((prompt, position) => {
    if (!isMap(prompt)) return [];
    const path: ProblemPath = ['prompts', position, 'image'];
    const image = prompt['image'];
    const testType = testTypes[position];
    if (image === undefined && testType && testTypeFacets[testType].needsPicture) {
      problems.error(
        path,
        `prompts[${position}] has no image, and ${testType} needs one: expected a path relative to the benchmark file, such as \`image: pictures/street.png\`.`,
      );
    }
    return imagePaths(image, path).filter((one) => isUsable(one, problems));
  });
}

/** The pictures of one prompt as written, one or a list of them. */
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
  const relative = 'Write a path relative to the benchmark file, such as `pictures/street.png`.';
  if (/^\s*data:/i.test(source)) return `is a data URL. Save the picture as a file and name that. ${relative}`;
  if (/^\s*file:/i.test(source))
    return `is an absolute path (${shorten(source)}), which only works on one machine. ${relative}`;
  if (/^\s*[a-z][a-z0-9+.-]*:\/\//i.test(source))
    return `is a web address (${shorten(source)}), and those are not loaded: a picture that changes or is gone would change the benchmark. Save the picture beside the file. ${relative}`;
  if (/^(?:[a-z]:|[\\/]|~[\\/])/i.test(source))
    return `is an absolute path (${shorten(source)}), which only works on one machine. ${relative}`;
  if (source.includes('\\'))
    return `has a backslash (${shorten(source)}), which works on Windows only. Write \`${shorten(source.replaceAll('\\', '/'))}\`.`;
  if (source !== source.trim())
    return `has blanks around it ("${shorten(source)}"). Write \`${shorten(source.trim())}\`.`;
  if (findBraces(source).length > 0)
    return `has a placeholder (${shorten(source)}), and those are only filled in base_prompt. Write the whole path for each prompt.`;
  const ending = /\.(svgz?|pdf)\s*$/i.exec(source)?.[1]?.toLowerCase();
  if (ending === 'pdf')
    return 'is a PDF: every reader makes other pixels of it, so places on it have no fixed coordinates. Export the page as PNG.';
  if (ending)
    return 'is an SVG: every program draws it with other pixels, so places on it have no fixed coordinates. Export it as PNG.';
  return undefined;
}

function shorten(source: string): string {
  return source.length <= 80 ? source : `${source.slice(0, 79)}…`;
}
