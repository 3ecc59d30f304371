// The panel's end of the line to the extension host: typed messages out, requests that always settle, UI state.
// It knows nothing of what messages mean; `isb-app` does.

import type { HostMessage, PanelMessage, PanelRequest, ReplyResult } from '../../src/shared/protocol';
import { parsePanelState } from './panelState';
import type { PanelState } from './panelState';

type Reply<T extends PanelRequest['type']> = Extract<ReplyResult, { ok: true; type: T }>;

interface PendingRequest {
  type: PanelRequest['type'];
  settle: (result: ReplyResult) => void;
}

export class HostLink {
  private readonly pending = new Map<number, PendingRequest>();
  private lastId = 0;

  constructor(private readonly api: VsCodeApi) {}

  /** Calls back for every message of the host except replies, which settle their requests. */
  listen(receive: (message: Exclude<HostMessage, { type: 'reply' }>) => void): void {
    window.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (!isHostMessage(event.data)) return;
      if (event.data.type === 'reply') this.settle(event.data.id, event.data.result);
      else receive(event.data);
    });
  }

  post(message: PanelMessage): void {
    this.api.postMessage(message);
  }

  /** Asks the host. Rejects with an Error for people when the host says no or the run in the panel is replaced. */
  request<T extends PanelRequest['type']>(request: Extract<PanelRequest, { type: T }>): Promise<Reply<T>> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, {
        type: request.type,
        settle: (result) => {
          if (!result.ok) reject(new Error(result.message));
          else if (isReplyTo(result, request.type)) resolve(result as Reply<T>);
          else reject(new Error(`The extension answered ${result.type} to ${request.type}. Reload the window.`));
        },
      });
      this.post({ type: 'request', id, request });
    });
  }

  /** Ends all requests under way, for example because another run was opened. */
  failAll(message: string): void {
    for (const id of [...this.pending.keys()]) this.settle(id, { ok: false, message });
  }

  loadState(): PanelState {
    return parsePanelState(this.api.getState());
  }

  saveState(state: PanelState): void {
    this.api.setState(state);
  }

  private settle(id: number, result: ReplyResult): void {
    const request = this.pending.get(id);
    this.pending.delete(id);
    request?.settle(result);
  }
}

function isReplyTo(result: ReplyResult & { ok: true }, type: PanelRequest['type']): boolean {
  return result.type === type;
}

/** Only the host can post to a webview; this keeps out other scripts' chatter, such as a debugger's. */
function isHostMessage(data: unknown): data is HostMessage {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string' && hostMessageTypes.has(data.type);
}

const hostMessageTypes: ReadonlySet<string> = new Set<HostMessage['type']>([
  'noRun',
  'runSnapshot',
  'runEvents',
  'settingsChanged',
  'failed',
  'reply',
]);
