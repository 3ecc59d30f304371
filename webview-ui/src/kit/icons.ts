// The panel's own small line icons, 16 x 16, drawn in the color of the text.

import { html } from 'lit';
import type { TemplateResult } from 'lit';

function icon(path: string): TemplateResult {
  return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path
      d=${path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linecap="round"
      stroke-linejoin="round"
    ></path>
  </svg>`;
}

function filledIcon(path: string): TemplateResult {
  return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d=${path} fill="currentColor"></path>
  </svg>`;
}

export const playIcon = filledIcon('M4.5 2.8v10.4c0 .5.5.8 1 .5l8-5.2a.6.6 0 0 0 0-1l-8-5.2c-.5-.3-1 0-1 .5z');
export const pauseIcon = filledIcon('M4 3h3v10H4zM9 3h3v10H9z');
export const startIcon = filledIcon(
  'M3 3h1.8v10H3zM13 3.4v9.2c0 .4-.5.7-.9.4L6 8.4a.5.5 0 0 1 0-.8L12.1 3c.4-.3.9 0 .9.4z',
);
export const endIcon = filledIcon(
  'M11.2 3H13v10h-1.8zM3 3.4v9.2c0 .4.5.7.9.4L10 8.4a.5.5 0 0 0 0-.8L3.9 3c-.4-.3-.9 0-.9.4z',
);
export const loopIcon = icon(
  'M4.5 4.5h6a2.5 2.5 0 0 1 2.5 2.5v.5M11.5 11.5h-6A2.5 2.5 0 0 1 3 9v-.5M6 2.5l-2 2 2 2M10 13.5l2-2-2-2',
);
export const gearIcon = icon(
  'M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM6.9 2h2.2l.4 1.7 1.1.6 1.7-.5 1.1 1.9-1.3 1.2v1.2l1.3 1.2-1.1 1.9-1.7-.5-1.1.6-.4 1.7H6.9l-.4-1.7-1.1-.6-1.7.5-1.1-1.9 1.3-1.2V6.9L2.6 5.7l1.1-1.9 1.7.5 1.1-.6z',
);
export const closeIcon = icon('M4 4l8 8M12 4l-8 8');
export const previousIcon = icon('M10 3L5 8l5 5');
export const nextIcon = icon('M6 3l5 5-5 5');
export const folderIcon = icon('M1.8 12.5v-9h4l1.4 1.6h7v7.4z');
export const trashIcon = icon('M3 4.2h10M6.2 4V2.6h3.6V4M4.2 4.4l.6 9h6.4l.6-9M6.6 6.8v4.2M9.4 6.8v4.2');
export const plusIcon = icon('M8 3v10M3 8h10');
export const minusIcon = icon('M3 8h10');
