// Development servers are for this machine only. They listen on 127.0.0.1; a page of the web that a browser here shows could still reach them under a
// name of its own that leads to this machine, so a request has to name this machine.

/** The names under which this machine is asked, without the port. */
const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

/**
 * Answers 403 to a request that names another host, or that a page of another host sends. True when it did.
 * @param {Pick<IncomingMessage, 'headers'>} request @param {Pick<ServerResponse, 'writeHead'>} response
 */
export function refuseForeign({ headers }, response) {
  const { host = '', origin } = headers;
  if (ownNames.has(nameOf(host)) && (origin === undefined || ownNames.has(nameOf(origin.replace(/^https?:\/\//, '')))))
    return false;
  response.writeHead(403, { 'content-type': 'text/plain' }).end('This server answers to this machine only.');
  return true;
}

/** @param {string} address `localhost:5174` @returns {string} */
function nameOf(address) {
  return address.replace(/:\d+$/, '').toLowerCase();
}
