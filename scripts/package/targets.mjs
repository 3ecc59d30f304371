// The platforms that VS Code knows, and the package that brings the native canvas to each.

/** All else is in the bundles. */
export const nativePackage = '@napi-rs/canvas';

/** Target of a VSIX -> the end of the canvas package's name. @type {{[target: string]: string}} */
export const canvasOf = {
  'linux-x64': 'linux-x64-gnu',
  'linux-arm64': 'linux-arm64-gnu',
  'linux-armhf': 'linux-arm-gnueabihf',
  'alpine-x64': 'linux-x64-musl',
  'alpine-arm64': 'linux-arm64-musl',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'win32-x64-msvc',
  'win32-arm64': 'win32-arm64-msvc',
};

export const targets = Object.keys(canvasOf);

/** The target of this machine, as far as it can be told from here. */
export const ownTarget = () => {
  const isMusl = process.platform === 'linux' && !existsGlibc();
  return `${isMusl ? 'alpine' : process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`;
};

/** Node says which C library it found when it started; with musl there is no word of glibc. */
function existsGlibc() {
  const { header } = /** @type {{header: {glibcVersionRuntime?: string}}} */ (process.report.getReport());
  return header.glibcVersionRuntime !== undefined;
}
