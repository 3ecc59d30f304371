// A page that paints the squares of a run and nothing else, as fast as a page can: the reference of our panel.

export interface BareRun {
  /** A letter a test, a row a model. */
  rows: string[];
}

/** CSS px, as our squares are. */
const pitch = 48;
const side = 44;

const paint = `
function paint({ rows }) {
  const width = document.documentElement.clientWidth;
  const columns = Math.floor(width / ${pitch});
  for (const row of rows) {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.min(8000, Math.ceil(row.length / columns) * ${pitch});
    document.body.append(canvas);
    const context = canvas.getContext('2d');
    for (let at = 0; at < row.length; at++) {
      context.fillStyle = row[at] === '#' ? 'green' : row[at] === 'x' ? 'red' : 'gray';
      context.fillRect((at % columns) * ${pitch}, Math.floor(at / columns) * ${pitch}, ${side}, ${side});
    }
  }
}`;

/** In VS Code the run comes by message, in a file it is in the page. */
export function barePage(where: 'vscode' | 'file', run: BareRun = { rows: [] }): string {
  const begin =
    where === 'file'
      ? `paint(${JSON.stringify(run)})`
      : `const vscode = acquireVsCodeApi();
         addEventListener('message', ({ data }) => data.rows && paint(data));
         vscode.postMessage('ready');`;
  return `<!DOCTYPE html><html><body><style>canvas { display: block }</style><script>${paint}\n${begin}</script></body></html>`;
}
