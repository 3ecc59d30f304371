// `npm run bench -- ...`: the terminal program from the sources, built first when something changed. Without arguments it runs the
// first-run example. Prints nothing to stdout itself: with `--json` that belongs to the result.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtProgram, buildProgram } from './buildProgram.mjs';
import { projectFolder } from './toolCache.mjs';

await buildProgram(() => process.stderr.write('building ...\n'));
// npm moves to the package; the files named are meant from where the person is.
if (process.env.INIT_CWD && process.cwd() === projectFolder) process.chdir(process.env.INIT_CWD);
const given = process.argv.slice(2);
// One model of the first-run example is there to show errors, which would make npm report a failure.
const args =
  given.length === 0 ? ['run', path.join(projectFolder, 'examples', 'first-run.yaml'), '--allow-errors'] : given;
process.argv = [process.execPath, builtProgram, ...args];
await import(pathToFileURL(builtProgram).href);
