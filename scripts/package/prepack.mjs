// Before `npm pack` and `npm publish`: the program as it ships, in `dist/`. With a folder, in that one.

import { projectFolder } from '../toolCache.mjs';
import { buildRelease } from './buildRelease.mjs';

await buildRelease(process.argv[2] ?? projectFolder);
