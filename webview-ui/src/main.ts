// The entry of the run panel's script: page-wide styles, elements, and the link to the host.

import { registerToolkit } from './toolkit';
import { documentStyles } from './styles';
import { HostLink } from './hostLink';
import { IsbApp } from './isb-app';

registerToolkit();
if (documentStyles.styleSheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, documentStyles.styleSheet];

const link = new HostLink(acquireVsCodeApi());
for (const app of document.querySelectorAll('isb-app')) if (app instanceof IsbApp) app.connect(link);
