// The panel's end of the line to the extension host: typed messages out, requests that always settle, UI state.
// It knows nothing of what messages mean; `isb-app` does.

import type {
  HostMessage,
  PanelMessage,
  PanelRequest,
  ReplyResult,
} from '../../../src/shared/protocols/runPanelProtocol';
import type { HostChannel } from '../kit/hostChannel';
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

  constructor(private readonly channel: HostChannel<HostMessage, PanelMessage>) {}

  /** Calls back for every message of the host except replies, which settle their requests. */
  listen(receive: (message: Exclude<HostMessage, { type: 'reply' }>) => void): void {
    this.channel.listen((message) => {
      if (message.type === 'reply') this.settle(message.id, message.result);
      else receive(message);
    });
  }

  post(message: PanelMessage): void {
    this.channel.post(message);
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
    return parsePanelState(this.channel.loadState());
  }

  saveState(state: PanelState): void {
    this.channel.saveState(state);
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
