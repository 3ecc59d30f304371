// Whether JavaScript is a module, told from what it exports.

export function isModule(source: string): boolean {
  return /(?:^|[;}])[ \t]*export\s+(?:default|const|let|var|function|async|class|\{)/m.test(source);
}
