// What is wrong with a package, by the list of what must and what must not be in it.

/** What each package has. */
const wanted = [
  'package.json',
  'dist/THIRD_PARTY_NOTICES.txt',
  'dist/sbom.cdx.json',
  'dist/node/cli.mjs',
  'dist/node/engine.mjs',
];

const wantedFolders = ['dist/fonts/', 'dist/sandbox/', 'dist/tesseract/', 'dist/webview/'];

/** What only the project needs, what could hold a secret, what was made while working. */
const unwanted =
  /\.map$|\.tsx?$|(^|\/)(test|scripts|src|webview-ui|\.git|\.github|\.vscode|\.vscode-test|runs|test-results)\/|(^|\/)\.env|stamp\.txt$|tsconfig|oxlint/;

/**
 * @param {string[]} files paths inside the package, with `/` @param {number} bytes its size
 * @param {{most: number, more?: string[], native?: string}} rules `most`: bytes; `more`: other files that it must have; `native`: the end
 *   of the name of the one native package that it may have
 * @returns {string[]} sentences; none when all is well
 */
export function unlikeRelease(files, bytes, { most, more = [], native }) {
  const missing = [...wanted, ...more].filter((name) => !files.includes(name));
  const empty = wantedFolders.filter((folder) => !files.some((name) => name.startsWith(folder)));
  const ours = files.filter((name) => !name.startsWith('node_modules/'));
  const natives = new Set(files.flatMap((name) => /^node_modules\/@napi-rs\/canvas-([^/]+)\//.exec(name)?.[1] ?? []));
  return [
    ...[...missing, ...empty].map((name) => `${name} is missing`),
    ...ours.filter((name) => unwanted.test(name)).map((name) => `${name} must not be in it`),
    ...[...natives].filter((name) => name !== native).map((name) => `the canvas of ${name} must not be in it`),
    ...(native !== undefined && !natives.has(native) ? [`the canvas of ${native} is missing`] : []),
    ...(bytes > most ? [`it has ${(bytes / 1e6).toFixed(1)} MB, more than ${most / 1e6} MB`] : []),
  ];
}
