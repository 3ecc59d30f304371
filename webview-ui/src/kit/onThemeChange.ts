// Notices changes of VS Code's theme and of the pixel ratio.

const listeners = new Set<() => void>();
let isWatching = false;
let changes = 0;

/** How many changes there have been, to tell whether something was made before the last one. Somebody must listen. */
export function themeChanges(): number {
  return changes;
}

/** Calls back after the theme or the pixel ratio has changed; returns how to stop. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  watch();
  return () => listeners.delete(listener);
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  const observer = new MutationObserver(themeChanged);
  // VS Code writes colors into the style of <html> and the kind of theme into the class of <body>.
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] };
  observer.observe(document.documentElement, options);
  observer.observe(document.body, options);
  watchPixelRatio();
}

function watchPixelRatio(): void {
  const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener(
    'change',
    () => {
      themeChanged();
      watchPixelRatio();
    },
    { once: true },
  );
}

function themeChanged(): void {
  changes++;
  for (const listener of listeners) listener();
}
