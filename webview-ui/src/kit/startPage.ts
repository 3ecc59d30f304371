// What every page of ours does first: the page-wide styles and the component library.

import { keepTokensReadable } from './keepTokensReadable';
import { watchPrinting } from './printing';
import { documentStyles } from './styles';
import { registerToolkit } from './toolkit';

export function startPage(): void {
  registerToolkit();
  if (documentStyles.styleSheet)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, documentStyles.styleSheet];
  keepTokensReadable();
  watchPrinting();
}
