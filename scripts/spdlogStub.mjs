// The server's log writer is a native module, and we compile nothing. This stands in for it, so that the logs of a failed test can be
// read and terminals open. It is text because it is written into the fetched server, not loaded by us.

export const spdlogStub = `// Stands in for a native module: writes log lines to a file.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const names = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(type, name, file) { this.file = file; this.level = 2; this.isRaw = false; }
  write(level, text) {
    if (level < this.level) return;
    const line = this.isRaw ? text : new Date().toISOString() + ' [' + names[level] + '] ' + text + '\\n';
    try {
      fs.mkdirSync(path.dirname(this.file), { recursive: true });
      fs.appendFileSync(this.file, line);
    } catch (error) {
      // The data folder goes when the server is stopped; the last lines then have no place.
      if (error.code !== 'ENOENT') process.stderr.write('log file ' + this.file + ': ' + error.message + '\\n');
    }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() { this.isRaw = true; }
  flush() {}
  drop() {}
}
names.forEach((name, level) => { Logger.prototype[name] = function (text) { this.write(level, text); }; });
async function create(name, file) { return new Logger('rotating', name, file); }
function nothing() {}
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = nothing;
exports.setFlushOn = nothing;
exports.shutdown = nothing;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;
