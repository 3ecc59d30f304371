// One request over one connection: sent, its answer's head waited for, its body let in as it comes. Knows no vendor.

import type { Dispatcher } from 'undici';
import { usualAnswerLimits, type AnswerLimits } from '../../shared/run/answerLimits';
import { Arrivals } from '../streams/arrivals';
import type { ByteSink, Tap } from '../streams/byteFlow';
import { acceptedCodings, isPacked, Unpacker } from '../streams/unpacker';
import type { WireListener } from '../streams/wireListener';
import { answerHeaders, type AnswerHeaders } from './answerHeaders';

export interface HttpRequest {
  method: 'GET' | 'POST';
  headers: { readonly [name: string]: string };
  body?: string | Uint8Array;
  signal: AbortSignal;
  /** Whether a redirect may lead to another host: for what is public and sent without a secret. */
  mayLeaveHost?: boolean;
  /** Told when the request goes out; what it says is the time gives the body its stamps. */
  wire?: WireListener | undefined;
  /** How much of the answer is taken in; absent for the usual. */
  limits?: AnswerLimits;
  /** How long nothing may come, before the answer and in it, ms; absent for ever. */
  silence?: { beforeMs: number; withinMs: number };
}

export interface HttpAnswer {
  status: number;
  headers: AnswerHeaders;
  /** Unpacked. Must be read, left or cancelled. */
  body: Arrivals;
}

type Controller = Dispatcher.DispatchController;

/** Resolves when the head of the answer is there. Throws what the connection throws, and the signal's reason. */
export function exchange(dispatcher: Dispatcher, url: URL, request: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const running = new Exchange(request, resolve, reject);
    running.begin(dispatcher, url);
  });
}

/** True while the first request of a new connection goes out: undici tells of the connection, and in the same call of that request. */
let isConnectionNew = false;

/** Called by a dispatcher that has just made a connection. */
export function noteConnection(): void {
  isConnectionNew = true;
  queueMicrotask(() => (isConnectionNew = false));
}

class Exchange implements Dispatcher.DispatchHandler, Tap {
  private controller: Controller | null = null;
  private sink: ByteSink | null = null;
  private failure: Error | null = null;
  private askedAt = 0;

  constructor(
    private readonly request: HttpRequest,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  begin(dispatcher: Dispatcher, { origin, pathname, search }: URL): void {
    const { method, headers, body, signal, silence } = this.request;
    if (signal.aborted) return this.reject(reasonOf(signal));
    signal.addEventListener('abort', this.abort, { once: true });
    this.askedAt = this.now();
    dispatcher.dispatch(
      {
        origin,
        path: pathname + search,
        method,
        headers: { 'accept-encoding': acceptedCodings, ...headers },
        body,
        headersTimeout: silence?.beforeMs,
        bodyTimeout: silence?.withinMs,
      },
      this,
    );
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    if (this.failure) controller.abort(this.failure);
    else this.request.wire?.onDispatched(this.now(), isConnectionNew ? this.askedAt : null);
  }

  onResponseStart(
    _controller: Controller,
    status: number,
    received: { [name: string]: string | string[] | undefined },
  ): void {
    // 100 Continue and its like come before the answer.
    if (status < 200) return;
    const headers = answerHeaders(received);
    const coding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
    const unpacker = isPacked(coding) ? new Unpacker(coding, this) : null;
    const body = new Arrivals(unpacker ?? this, this.request.limits ?? usualAnswerLimits);
    unpacker?.into(body);
    this.sink = unpacker ?? body;
    this.resolve({ status, headers, body });
  }

  onResponseData(_controller: Controller, bytes: Uint8Array): void {
    this.sink?.take(bytes, this.now());
  }

  onResponseEnd(): void {
    this.end(null);
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.end(error);
  }

  pause(): void {
    this.controller?.pause();
  }

  resume(): void {
    this.controller?.resume();
  }

  close(): void {
    this.stop(new Error('The connection was closed: nothing more was wanted.'));
  }

  private readonly abort = (): void => this.stop(reasonOf(this.request.signal));

  /** A connection that is still being made ends by itself; nobody waits for it. */
  private stop(reason: Error): void {
    this.failure ??= reason;
    if (this.controller) this.controller.abort(reason);
    else this.end(reason);
  }

  private end(error: Error | null): void {
    this.request.signal.removeEventListener('abort', this.abort);
    if (this.sink) this.sink.finish(error);
    else this.reject(error ?? new Error('The connection ended without an answer.'));
  }

  private now(): number {
    return this.request.wire?.now() ?? 0;
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
