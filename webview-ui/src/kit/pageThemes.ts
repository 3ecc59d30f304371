// A few of VS Code's theme colors, so that our elements look like themselves without VS Code: on the review page and the dev page.

import { isPrinting, onPrinting } from './printing';

type Colors = { [name: string]: string };

const font: Colors = {
  'font-family': 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif',
  'font-size': '13px',
  'font-weight': 'normal',
  'editor-font-family': '"DejaVu Sans Mono", Menlo, Consolas, monospace',
  'editor-font-size': '12px',
};

const dark: Colors = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  'editor-background': '#1f1f1f',
  'editor-foreground': '#cccccc',
  'editorWidget-background': '#202020',
  'editorWidget-border': '#454545',
  'editorHoverWidget-background': '#202020',
  'editorHoverWidget-border': '#454545',
  'editorHoverWidget-foreground': '#cccccc',
  'panel-border': '#2b2b2b',
  focusBorder: '#0078d4',
  'button-background': '#0078d4',
  'button-foreground': '#ffffff',
  'button-hoverBackground': '#026ec1',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'dropdown-background': '#313131',
  'dropdown-foreground': '#cccccc',
  'dropdown-border': '#3c3c3c',
  'input-background': '#313131',
  'input-foreground': '#cccccc',
  'input-placeholderForeground': '#989898',
  'input-border': '#3c3c3c',
  'settings-textInputBorder': '#3c3c3c',
  'textLink-foreground': '#4daafc',
  'checkbox-background': '#313131',
  'checkbox-foreground': '#cccccc',
  'checkbox-border': '#3c3c3c',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'list-hoverBackground': '#2a2d2e',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'testing-iconPassed': '#73c991',
  'testing-iconFailed': '#f14c4c',
  'editorWarning-foreground': '#cca700',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-orange': '#d18616',
  'charts-purple': '#b180d7',
  'charts-red': '#f14c4c',
  'charts-yellow': '#cca700',
  'textCodeBlock-background': '#2b2b2b',
  'progressBar-background': '#0078d4',
  'toolbar-hoverBackground': '#5a5d5e50',
  'inputOption-activeBackground': '#2489db82',
  'inputOption-activeBorder': '#2488db',
  'inputValidation-errorBackground': '#5a1d1d',
  'inputValidation-errorBorder': '#be1100',
  'widget-shadow': '#0000005c',
  'scrollbarSlider-background': '#79797966',
};

const light: Colors = {
  ...dark,
  foreground: '#3b3b3b',
  descriptionForeground: '#6b6b6b',
  'editor-background': '#ffffff',
  'editor-foreground': '#3b3b3b',
  'editorWidget-background': '#f8f8f8',
  'editorWidget-border': '#c8c8c8',
  'editorHoverWidget-background': '#f8f8f8',
  'editorHoverWidget-border': '#c8c8c8',
  'editorHoverWidget-foreground': '#3b3b3b',
  'panel-border': '#e5e5e5',
  focusBorder: '#005fb8',
  'button-background': '#005fb8',
  'button-hoverBackground': '#0258a8',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'dropdown-background': '#ffffff',
  'dropdown-foreground': '#3b3b3b',
  'dropdown-border': '#cecece',
  'input-background': '#ffffff',
  'input-foreground': '#3b3b3b',
  'input-placeholderForeground': '#767676',
  'input-border': '#cecece',
  'settings-textInputBorder': '#cecece',
  'textLink-foreground': '#005fb8',
  'checkbox-background': '#f8f8f8',
  'checkbox-foreground': '#3b3b3b',
  'checkbox-border': '#cecece',
  'list-activeSelectionBackground': '#e8e8e8',
  'list-activeSelectionForeground': '#000000',
  'list-hoverBackground': '#f2f2f2',
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'testing-iconPassed': '#73c991',
  'testing-iconFailed': '#f14c4c',
  'editorWarning-foreground': '#bf8803',
  'charts-blue': '#1a85ff',
  'charts-green': '#388a34',
  'charts-purple': '#652d90',
  'charts-red': '#e51400',
  'charts-yellow': '#bf8803',
  'textCodeBlock-background': '#f0f0f0',
  'progressBar-background': '#005fb8',
  'toolbar-hoverBackground': '#b8b8b850',
  'inputOption-activeBackground': '#bed6ed',
  'inputOption-activeBorder': '#005fb8',
  'inputValidation-errorBackground': '#f2dede',
  'widget-shadow': '#00000029',
  'scrollbarSlider-background': '#64646466',
};

const highContrast: Colors = {
  ...dark,
  foreground: '#ffffff',
  descriptionForeground: '#ffffffb3',
  contrastBorder: '#6fc3df',
  contrastActiveBorder: '#f38518',
  'editor-background': '#000000',
  'editor-foreground': '#ffffff',
  'editorWidget-background': '#0c141f',
  'editorWidget-border': '#6fc3df',
  'editorHoverWidget-background': '#0c141f',
  'editorHoverWidget-border': '#6fc3df',
  'editorHoverWidget-foreground': '#ffffff',
  'panel-border': '#6fc3df',
  focusBorder: '#f38518',
  'button-background': '#000000',
  'button-border': '#6fc3df',
  'button-secondaryBackground': '#000000',
  'button-secondaryForeground': '#ffffff',
  'dropdown-background': '#000000',
  'dropdown-foreground': '#ffffff',
  'dropdown-border': '#6fc3df',
  'input-background': '#000000',
  'input-foreground': '#ffffff',
  'input-border': '#6fc3df',
  'settings-textInputBorder': '#6fc3df',
  'textLink-foreground': '#21a6ff',
  'checkbox-background': '#000000',
  'checkbox-border': '#6fc3df',
  'badge-background': '#000000',
  'badge-foreground': '#ffffff',
  'textCodeBlock-background': '#000000',
  'editorWarning-foreground': '#ffd370',
};

const highContrastLight: Colors = {
  ...light,
  foreground: '#292929',
  descriptionForeground: '#292929',
  contrastBorder: '#0f4a85',
  contrastActiveBorder: '#006bbd',
  'editorWidget-background': '#ffffff',
  'editorWidget-border': '#0f4a85',
  'panel-border': '#0f4a85',
  focusBorder: '#006bbd',
  'button-background': '#0f4a85',
  'button-secondaryBackground': '#ffffff',
  'button-secondaryForeground': '#292929',
  'button-border': '#0f4a85',
  'dropdown-border': '#0f4a85',
  'input-border': '#0f4a85',
  'settings-textInputBorder': '#0f4a85',
  'textLink-foreground': '#0f4a85',
  'checkbox-border': '#0f4a85',
  'editorWarning-foreground': '#895503',
  'testing-iconPassed': '#007100',
  'testing-iconFailed': '#b5200d',
  'textCodeBlock-background': '#ffffff',
};

export type ThemeName = 'dark' | 'light' | 'hc' | 'hcLight';

const themes: { [name in ThemeName]: { colors: Colors; bodyClass: string } } = {
  dark: { colors: dark, bodyClass: 'vscode-dark' },
  light: { colors: light, bodyClass: 'vscode-light' },
  hc: { colors: highContrast, bodyClass: 'vscode-high-contrast' },
  hcLight: { colors: highContrastLight, bodyClass: 'vscode-high-contrast-light' },
};

/** Sets the variables and the class that VS Code would set. */
export function applyTheme(name: ThemeName): void {
  const theme = themes[name];
  const root = document.documentElement;
  for (const variable of [...root.style]) if (variable.startsWith('--vscode-')) root.style.removeProperty(variable);
  for (const [variable, value] of Object.entries({ ...font, ...theme.colors }))
    root.style.setProperty(`--vscode-${variable}`, value);
  document.body.className = theme.bodyClass;
}

/** Follows what the person's system prefers, now and when it changes. */
export function followSystemTheme(): void {
  const isLight = window.matchMedia('(prefers-color-scheme: light)');
  const hasMoreContrast = window.matchMedia('(prefers-contrast: more)');
  // Paper is white, whatever the screen is.
  const apply = (): void =>
    applyTheme(
      isPrinting()
        ? 'light'
        : hasMoreContrast.matches
          ? isLight.matches
            ? 'hcLight'
            : 'hc'
          : isLight.matches
            ? 'light'
            : 'dark',
    );
  isLight.addEventListener('change', apply);
  hasMoreContrast.addEventListener('change', apply);
  onPrinting(apply);
  apply();
}
