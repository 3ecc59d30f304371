// What the commands of the program are called.

/** In the order in which help lists them. */
export const commandNames = [
  'new',
  'run',
  'validate',
  'list',
  'show',
  'open',
  'resume',
  'rescore',
  'annotate',
  'review',
  'merge',
  'compare',
  'trend',
  'convert',
  'import',
  'pack',
  'unpack',
  'export',
  'prices',
  'calibrate',
  'mcp',
] as const;
export type CommandName = (typeof commandNames)[number];
