// Looks into the run panel of a VS Code in the browser from Playwright: where its page is, and what its squares say.
// The panel offers its squares as text (`picture` of a row's grid and of the matrix), as their looks are drawn on canvases.

/**
 * The page of the run panel that is shown: VS Code puts a panel two frames deep.
 * @param {import('playwright-core').Page} page
 */
export function panelFrame(page) {
  return page.frameLocator('iframe.webview:visible').frameLocator('iframe#active-frame');
}

/**
 * The squares of every model, a block of lines each, a line each in the matrix: `#` correct, `x` incorrect, `!` error, `~` running, `.` waiting.
 * @param {import('playwright-core').FrameLocator} frame
 * @returns {Promise<string[]>}
 */
export function squarePictures(frame) {
  return frame.locator('isb-grid, isb-matrix-cells').evaluateAll((grids) =>
    grids.flatMap((grid) => {
      const { picture } = /** @type {HTMLElement & {picture: string}} */ (grid);
      return grid.localName === 'isb-grid' ? [picture] : picture.split('\n');
    }),
  );
}

/**
 * Waits until the panel shows squares and `pattern` fits the picture of every model. VS Code may load the panel anew meanwhile.
 * @param {import('playwright-core').FrameLocator} frame @param {RegExp} pattern @param {number} timeoutMs
 * @returns {Promise<string[]>} the pictures
 */
export async function waitForSquares(frame, pattern, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await squaresOfLoaded(frame, pattern, deadline);
    } catch (error) {
      if (performance.now() < deadline && !frame.owner().page().isClosed()) continue;
      const seen = await frame
        .locator('body')
        .ariaSnapshot({ timeout: 5_000 })
        .catch(() => 'no run panel');
      const squares = await squarePictures(frame).catch(() => []);
      throw new Error(
        `The squares did not become like ${pattern} within ${timeoutMs / 1000} s.\nSquares:\n${squares.join('\n--\n')}\nThe panel shows:\n${seen}`,
        { cause: error },
      );
    }
  }
}

/**
 * The same of the panel as it is loaded now.
 * @param {import('playwright-core').FrameLocator} frame @param {RegExp} pattern @param {number} deadline
 * @returns {Promise<string[]>}
 */
async function squaresOfLoaded(frame, pattern, deadline) {
  const left = () => Math.max(1, deadline - performance.now());
  await frame.locator('isb-grid, isb-matrix-cells').first().waitFor({ state: 'attached', timeout: left() });
  const inside = await (await frame.locator('body').elementHandle({ timeout: left() }))?.ownerFrame();
  if (!inside) throw new Error('the run panel was closed');
  const fitting = await inside.waitForFunction(fittingPictures, [pattern.source, pattern.flags], {
    timeout: left(),
    polling: 50,
  });
  return /** @type {Promise<string[]>} */ (fitting.jsonValue());
}

/** Runs inside the panel: the squares of every model, once all are like the pattern. @param {string[]} pattern source and flags */
function fittingPictures([source = '', flags = '']) {
  /** @type {(HTMLElement & {picture: string})[]} */
  const grids = [];
  const look = (/** @type {Document | ShadowRoot} */ root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'isb-grid' || element.localName === 'isb-matrix-cells')
        grids.push(/** @type {HTMLElement & {picture: string}} */ (element));
      if (element.shadowRoot !== null) look(element.shadowRoot);
    }
  };
  look(document);
  const isSo = grids.length > 0 && grids.every(({ picture }) => new RegExp(source, flags).test(picture));
  return isSo
    ? grids.flatMap(({ localName, picture }) => (localName === 'isb-grid' ? picture : picture.split('\n')))
    : null;
}

/**
 * Waits until no square of the panel is waiting or running.
 * @param {import('playwright-core').FrameLocator} frame @param {number} timeoutMs
 */
export async function waitForFinishedRun(frame, timeoutMs) {
  return (await waitForSquares(frame, /^[#x!\n]+$/, timeoutMs)).join('\n');
}
