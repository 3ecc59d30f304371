// How a page talks to whoever owns its data: VS Code's extension host, or the data that the review page carries.
// It moves messages and a bit of remembered state; what they mean is the elements' business.

export interface HostChannel<Received, Sent> {
  post(message: Sent): void;
  /** Calls back for every message of the host; returns how to stop. */
  listen(receive: (message: Received) => void): () => void;
  /** What was saved last, also before a window reload; undefined when nothing was. */
  loadState(): unknown;
  saveState(state: unknown): void;
}

/** Every type of message that a host sends. */
type HostTypes<Received extends { type: string }> = { readonly [type in Received['type']]: true };

/** The line to the extension host. `types` keeps out other scripts' chatter, such as a debugger's: only the host can post to a webview. */
export function vscodeChannel<Received extends { type: string }, Sent>(
  types: HostTypes<Received>,
): HostChannel<Received, Sent> {
  const api = acquireVsCodeApi();
  const isOurs = (data: unknown): data is Received =>
    typeof data === 'object' &&
    data !== null &&
    'type' in data &&
    typeof data.type === 'string' &&
    Object.hasOwn(types, data.type);
  return {
    post: (message) => api.postMessage(message),
    listen: (receive) => {
      const listener = (event: MessageEvent<unknown>): void => {
        if (isOurs(event.data)) receive(event.data);
      };
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
    loadState: () => api.getState() ?? undefined,
    saveState: (state) => api.setState(state),
  };
}
