// The border at the adapters: what a server says of its answer, checked before anybody else sees it. Text is text, names are names, and the
// end is judged by what is known to be a good one.

import { isMap } from '../../shared/text/isMap';
import { LimitExceeded } from '../streams/limitExceeded';
import { cutOffError, disallowedError, endError, somethingElseError } from './answerErrors';
import type { CallTarget } from './apiFailure';
import { emptyReply } from './emptyReply';
import { answerEnd, type AnswerEnd } from './answerEnd';
import type { ModelReply, ReplyListener } from './provider';

/** A worse end is not undone by a better one that follows it. */
const badness: { readonly [end in AnswerEnd]: number } = {
  none: 0,
  length: 1,
  refusal: 2,
  unknown: 3,
  failed: 4,
};

export class AnswerSoFar {
  /** Filled in as the answer arrives. */
  readonly reply: ModelReply = emptyReply();
  private end: AnswerEnd | null = null;
  private isRefusal = false;
  private hasHiddenReasoning = false;
  private hasReasoning = false;
  private characters = 0;
  private readonly streamed = new Set<'reasoning' | 'answer'>();

  constructor(
    private readonly listener: ReplyListener,
    private readonly target: CallTarget,
  ) {
    listener.onReply?.(this.reply);
  }

  /** Text, or the parts that some services send in its place; whole text at the end of its own stream is a repetition. Throws `ProviderError` for what is neither and for more than is taken in. */
  say(kind: 'reasoning' | 'answer', value: unknown, isWhole = false): void {
    const text = this.textOf(value, kind);
    if (text === '' || (isWhole && this.streamed.has(kind))) return;
    if (!isWhole) this.streamed.add(kind);
    if (kind === 'reasoning') this.hasReasoning = true;
    this.characters += text.length;
    const most = this.target.limits.answerCharacters;
    if (this.characters > most) throw new LimitExceeded('answerCharacters', most, 'in an answer');
    if (isWhole) this.listener.onWholeText(kind, text);
    else this.listener.onText(kind, text);
  }

  /** The model's own words of refusal. */
  refuse(value: unknown, isWhole = false): void {
    const words = this.textOf(value, 'refusal');
    if (words === '') return;
    this.isRefusal = true;
    if (!(isWhole && this.streamed.has('answer'))) this.explainRefusal(words);
    this.say('answer', words, isWhole);
  }

  /** What is said of a refusal beside the answer. */
  explainRefusal(words: unknown): void {
    if (typeof words === 'string' && words !== '') this.reply.refusal = (this.reply.refusal ?? '') + words;
  }

  /** The model reasoned, and its thoughts are kept from us. */
  reasonUnseen(): void {
    this.hasHiddenReasoning = true;
  }

  /** The model called a tool, which none was offered to it. */
  callTool(): void {
    this.reply.calledTool = true;
  }

  /** The first id and the first model count. Throws `ProviderError` for what is no text. */
  name(names: { id?: unknown; model?: unknown; systemFingerprint?: unknown }): void {
    this.reply.id ??= this.nameOf('id', names.id);
    this.reply.model ??= this.nameOf('model', names.model);
    const fingerprint = this.nameOf('system_fingerprint', names.systemFingerprint);
    if (fingerprint !== null) this.reply.systemFingerprint = fingerprint;
  }

  /** A reason for the end; empty text is none. Throws `ProviderError` for what is no text. */
  finish(value: unknown): void {
    const reason = this.nameOf('finish_reason', value);
    if (reason === null) return;
    const end = answerEnd(reason);
    if (end === null) return;
    if (this.end !== null && badness[end] < badness[this.end]) return;
    this.end = end;
    this.reply.finishReason = reason;
  }

  /** What the model behind a gateway says of its end, in words of its own: it counts where it is known to be a worse end than the gateway's. */
  finishWorse(value: unknown): void {
    const end = typeof value === 'string' ? answerEnd(value) : null;
    if (end === 'length' || end === 'refusal' || end === 'failed') this.finish(value);
  }

  /** Whether a reason for the end has come. */
  get hasReason(): boolean {
    return this.end !== null;
  }

  get isEmpty(): boolean {
    return this.characters === 0;
  }

  /**
   * The reply of an answer that came to an end, its own or the stream's. `missing` is what its own end would have been, `asides` what was said
   * that is no part of an answer. Throws `ProviderError` when neither the last event nor a good reason came, or only something else was said.
   */
  complete(isOwnEnd: boolean, missing: string, asides: string): ModelReply {
    const { reply, end } = this;
    if (this.hasHiddenReasoning && !this.hasReasoning) reply.hidReasoning = true;
    if (end === null && !isOwnEnd) throw cutOffError(this.target, missing, asides);
    const hasSubstance = !this.isEmpty || reply.calledTool === true || (reply.tokens.reasoning ?? 0) > 0;
    if (end === null && !hasSubstance && asides !== '')
      throw somethingElseError(this.target, asides, reply.tokens.output !== null);
    if (end === 'failed' || end === 'unknown') throw endError(this.target, reply.finishReason ?? '', end === 'failed');
    reply.stoppedBy = this.isRefusal ? 'refusal' : (end ?? 'none');
    return reply;
  }

  /** Throws the `ProviderError` for what the protocol does not have. */
  disallow(what: string): never {
    throw disallowedError(this.target, what);
  }

  private nameOf(field: string, value: unknown): string | null {
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string') throw disallowedError(this.target, `its ${field} is no text`);
    return value.trim() === '' ? null : value;
  }

  private textOf(value: unknown, what: string): string {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string') return value;
    if (!Array.isArray(value))
      throw disallowedError(this.target, `its ${what} is neither text nor a list of parts but ${kindOf(value)}`);
    return (value as unknown[]).map((part) => this.textOf(isMap(part) ? part.text : part, what)).join('');
  }
}

function kindOf(value: unknown): string {
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
