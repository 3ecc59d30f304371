// The further pictures of a prompt, small and labelled: what was found is drawn on the first only.

import { captioned } from './cardRows';
import { colors, markColors } from './colors';
import type { Pen, TextLook } from './pen';
import { thumbnailSide, type LoadedPicture } from './pictureFiles';
import type { PicturePart } from './drawableStatusBar';
import { drawText, layOutText } from './textBlock';

const look: TextLook = { style: 'sans', size: 13, lineHeight: 18, color: colors.text };
const gap = 16;
const mostRows = 3;

/** The pictures from the second on, in rows; those that have no room are counted. */
export function thumbnailRow(pen: Pen, pictures: readonly LoadedPicture[], width: number): PicturePart {
  const perRow = Math.max(1, Math.floor((width + gap) / (thumbnailSide + gap)));
  const shown = pictures.slice(0, perRow * mostRows);
  const items = shown.map((picture, position) => thumbnail(pen, picture, position + 2));
  const rows = Array.from({ length: Math.ceil(items.length / perRow) }, (_, row) =>
    items.slice(row * perRow, (row + 1) * perRow),
  );
  const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)));
  const draw = (x: number, y: number): void => {
    let top = y;
    rows.forEach((row, number) => {
      row.forEach((item, column) => item.draw(x + column * (thumbnailSide + gap), top));
      top += heights[number]! + gap;
    });
  };
  const left = pictures.length - shown.length;
  const caption = `ABOVE: PICTURE 1 OF ${pictures.length + 1}. THE OTHERS${left > 0 ? `, ${left} NOT SHOWN` : ''}`;
  return captioned(pen, caption, { width, height: heights.reduce((sum, height) => sum + height + gap, -gap), draw });
}

function thumbnail(pen: Pen, { drawing, recorded, problem }: LoadedPicture, number: number): PicturePart {
  const name = recorded.source.split('/').at(-1) ?? recorded.source;
  const block = layOutText(
    pen,
    `${number}: ${name} ${problem === null ? `(${recorded.width} × ${recorded.height} px)` : `, not shown: ${problem}`}`,
    look,
    { width: thumbnailSide, maxLines: 3 },
  );
  const height = drawing?.height ?? 40;
  const draw = (x: number, y: number): void => {
    const { context } = pen;
    const width = drawing?.width ?? thumbnailSide;
    context.fillStyle = markColors.checkLight;
    context.fillRect(x, y, width, height);
    if (drawing) context.drawImage(drawing, x, y);
    context.strokeStyle = markColors.pictureEdge;
    context.lineWidth = 1;
    context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    drawText(pen, block, x, y + height + 4, colors.muted);
  };
  return { width: thumbnailSide, height: height + 4 + block.height, draw };
}
