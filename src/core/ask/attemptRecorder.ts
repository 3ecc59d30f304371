// What one attempt sent, got and measured, as its adapter tells it.

import type { RecordedAttempt } from '../../shared/results/testResult';
import type { ModelReply, ModelRequest, ReplyListener, SentRequest } from '../providers/provider';
import type { WireListener } from '../streams/wireListener';
import { roundToMicrosecond, type RunClock } from './runClock';

export interface AttemptStart {
  /** Which attempt it is, counted from 1. */
  attempt: number;
  /** Run clock, ms: when the attempt began to wait for its place. */
  queuedAt: number;
  /** Requests of the run under way, this one included. */
  inFlight: number;
}

export class AttemptRecorder implements ReplyListener {
  readonly record: RecordedAttempt;
  readonly wire: WireListener;
  private readonly text = { reasoning: '', answer: '' };
  private headers: { [name: string]: string } = {};
  private known: Readonly<ModelReply> | null = null;
  private isWhole = false;
  /** When what is told came: an adapter that speaks HTTP says so, else it is the moment of the call. */
  private arrivedAt: number | null = null;
  private lastByteAt: number | null = null;

  /** `onSign` is called at every sign of life. */
  constructor(
    private readonly clock: RunClock,
    request: Pick<ModelRequest, 'model' | 'messages'>,
    { attempt, queuedAt, inFlight }: AttemptStart,
    private readonly onSign: () => void,
  ) {
    const startedAt = clock.now();
    this.record = {
      attempt,
      times: {
        queuedAt,
        dispatchedAt: startedAt,
        headersAt: null,
        firstChunkAt: null,
        firstReasoningAt: null,
        firstAnswerAt: null,
        lastTokenAt: null,
        endedAt: startedAt,
      },
      request: { url: '', model: request.model.name, messages: request.messages, parameters: {} },
      chunks: [],
      inFlight,
    };
    const { times } = this.record;
    this.wire = {
      now: () => clock.now(),
      onDispatched: (at, connectingAt) => {
        times.dispatchedAt = at;
        if (connectingAt === null) delete times.connectingAt;
        else times.connectingAt = connectingAt;
      },
      onArrival: (at) => {
        this.arrivedAt = at;
        onSign();
      },
      onEnd: (at) => (this.lastByteAt = at),
    };
  }

  get hasText(): boolean {
    return this.text.answer !== '' || this.text.reasoning !== '';
  }

  onSent(sent: SentRequest): void {
    // An adapter may have to send again in another form; the clock starts with the request that was answered.
    this.record.times.dispatchedAt = this.clock.now();
    delete this.record.request.refused;
    Object.assign(this.record.request, sent);
  }

  onHeaders(received: { [name: string]: string }): void {
    this.record.times.headersAt = this.clock.now();
    this.headers = received;
    this.onSign();
  }

  onChunk(): void {
    this.record.times.firstChunkAt ??= this.stamp();
    this.onSign();
  }

  onText(kind: 'reasoning' | 'answer', piece: string): void {
    const { times, chunks } = this.record;
    const t = this.stamp();
    times.firstChunkAt ??= t;
    if (kind === 'answer') times.firstAnswerAt ??= t;
    else times.firstReasoningAt ??= t;
    times.lastTokenAt = t;
    this.text[kind] += piece;
    chunks.push({ t: roundToMicrosecond(t - times.dispatchedAt), kind, characters: piece.length });
  }

  onWholeText(kind: 'reasoning' | 'answer', text: string): void {
    this.isWhole = true;
    this.text[kind] += text;
  }

  onReply(reply: Readonly<ModelReply>): void {
    this.known = reply;
  }

  /** The attempt is over. `reply` is null when it failed: then the moment of the call is its end. */
  end(reply: ModelReply | null): void {
    const { record, clock } = this;
    record.times.endedAt = (reply && this.lastByteAt) ?? clock.now();
    const known = reply ?? this.known;
    if (!reply && !this.hasText && !isBilled(known)) return;
    const response: NonNullable<RecordedAttempt['response']> = {
      text: this.text.answer,
      reasoning: this.text.reasoning,
      finishReason: known?.finishReason ?? null,
      id: known?.id ?? null,
      model: known?.model ?? null,
      headers: this.headers,
      serverTimings: known?.serverTimings ?? null,
      tokens: known?.tokens ?? { input: null, output: null, reasoning: null, cached: null, source: 'usage' },
    };
    if (known?.systemFingerprint !== undefined) response.systemFingerprint = known.systemFingerprint;
    if (this.isWhole) response.isWhole = true;
    if (known?.calledTool) response.calledTool = true;
    if (known?.hidReasoning) response.hidReasoning = true;
    if (known !== null && known.reportedCostUsd !== null) response.reportedCostUsd = known.reportedCostUsd;
    if (known?.remoteHost !== undefined) response.remoteHost = known.remoteHost;
    record.response = response;
  }

  private stamp(): number {
    return this.arrivedAt ?? this.clock.now();
  }
}

/** Whether the server has said what the attempt used: that is worth keeping although no text came. */
function isBilled(known: Readonly<ModelReply> | null): boolean {
  if (known === null) return false;
  return known.tokens.input !== null || known.tokens.output !== null || known.reportedCostUsd !== null;
}
