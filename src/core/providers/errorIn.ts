// Errors that come in an answer whose status was 200: in the middle of its stream, or in its place.

import { isMap } from '../../shared/text/isMap';
import { readError, type ErrorBody } from './errorBody';
import { codesIn, isExceptionName, isGood, isWords, namedAlike, type Fields } from './errorFields';

/** The error that a message of a stream is, with the HTTP status it stands for; null for a message that is none. */
export function errorIn(message: Fields, eventName: string): (ErrorBody & { status?: number }) | null {
  const blocked = blockReasonIn(message);
  if (blocked !== null) return readError({ code: 'content_filter', message: `The prompt was blocked: ${blocked}` });
  const failed = failureIn(message, eventName);
  if (!failed) return null;
  const said = readError(failed);
  const status = statusOf(said, failed);
  return { ...said, ...(status === undefined ? {} : { status }) };
}

/** The message, or the part of it that tells of the failure. */
function failureIn(message: Fields, eventName: string): Fields | null {
  if (isSaid(message.error) || [eventName, message.type, message.object].some(isErrorName)) return message;
  if (isOfAnAnswer(message) || signOfLife.test(eventName) || signOfLife.test(String(message.type)))
    return hasFailureCode(message) ? message : partWithError(message);
  return hasOnlyQuietFields(message) || !hasFailed(namedAlike(message)) ? null : message;
}

/** What stands in every piece of an answer. None of these fields tells of a failure, and nearly every message that is no answer has no others. */
const quietFields: ReadonlySet<string> = new Set(['id', 'object', 'created', 'model', 'choices', 'usage']);

function hasOnlyQuietFields(message: Fields): boolean {
  for (const name in message) if (!quietFields.has(name)) return false;
  return true;
}

/** Events beside the answer, whose words are no errors. */
const signOfLife = /^(ping|heartbeat|keep-?alive|status|progress|info|metadata)$/i;

/** Whether a message belongs to an answer by what every protocol has in it: there a field of another name, or a word, says nothing of a failure. */
export function isOfAnAnswer(message: Fields): boolean {
  return (
    (Array.isArray(message.choices) && message.choices.length > 0) ||
    isMap(message.message) ||
    typeof message.done === 'boolean' ||
    message.object === 'response' ||
    /^(response\.|message_|content_block_|message$)/.test(String(message.type))
  );
}

/** Gemini answers so to a prompt that its filter turned away. */
function blockReasonIn({ promptFeedback, prompt_feedback: feedback = promptFeedback }: Fields): string | null {
  if (!isMap(feedback)) return null;
  const { blockReason, block_reason: reason = blockReason } = feedback;
  const { blockReasonMessage, block_reason_message: words = blockReasonMessage } = feedback;
  return typeof reason === 'string' && reason !== '' ? [reason, words].filter(isWords).join(', ') : null;
}

/** OpenRouter has the error in the choice that it ended. */
function partWithError({ choices }: Fields): Fields | null {
  const choice: unknown = Array.isArray(choices) ? choices[0] : undefined;
  if (!isMap(choice)) return null;
  return [choice, choice.delta, choice.message].filter(isMap).find(({ error }) => isSaid(error)) ?? null;
}

/** Beside an answer only what is there for nothing but failures counts: FastChat's `error_code`, MiniMax's `base_resp`, Cloudflare's `success`. */
function hasFailureCode(message: Fields): boolean {
  const { error_code: code, base_resp: base, success, errors } = message;
  return !isGood(code) || (isMap(base) && !isGood(base.status_code)) || success === false || isSaid(errors);
}

/** Fields that are named alike, of a message that belongs to no answer. */
function hasFailed(fields: Fields): boolean {
  const { baseresp: base, code, status } = fields;
  if (fields.success === false || fields.ok === false || fields.iserror === true) return true;
  if (isSaid(fields.errors) || isSaid(fields.fault) || Object.keys(fields).some((name) => name.endsWith('exception')))
    return true;
  const codes = [...codesIn(fields), isMap(base) ? base.status_code : undefined];
  const sentences = [fields.err, fields.errmsg, fields.errormsg, fields.errormessage];
  if (![...codes, ...sentences].every(isGood) || isFailing(status)) return true;
  // A code is an error, and so is a bare sentence, unless the one tells of the other that all is well.
  const words = [fields.message, fields.msg, fields.detail].filter(isWords);
  if (!isGood(code)) return words.length === 0 || !words.every(isGood);
  return code === undefined && !isProgress(status) && !words.every(isGood);
}

/** An error that is there and says something. */
function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.values(value).some((one) => isMap(one) || !isGood(one));
  return value !== false && !isGood(value);
}

function isErrorName(name: unknown): boolean {
  return typeof name === 'string' && (/(^|[._])(error|exception)$/.test(name) || isExceptionName(name));
}

function isFailing(status: unknown): boolean {
  if (typeof status === 'number') return status >= 400;
  return typeof status === 'string' && /^([45]\d\d\b|err|fail|exception|time|cancel|abort|reject|denied)/i.test(status);
}

function isProgress(status: unknown): boolean {
  if (status === undefined || status === null) return false;
  return isGood(status) || /queue|pend|process|progress|run|start|load|wait|ready|generat|stream/i.test(String(status));
}

/** The HTTP status that each kind of error has outside a stream, by Anthropic's and OpenAI's names. */
const statusByName: readonly (readonly [RegExp, number])[] = [
  [/overloaded/, 529],
  [/rate_?limit|resource_?exhausted|insufficient_quota|too_?many_?requests|throttl/, 429],
  [/authentication|unauthori[sz]ed|invalid_api_key/, 401],
  [/billing|payment_required/, 402],
  [/permission|forbidden|access_?denied/, 403],
  [/not_?found/, 404],
  [/too_large/, 413],
  [/invalid_?request|invalid_?argument|invalid_?parameter|context_length|bad_?request|validation/, 400],
  [/timeout_error|gateway_?timeout/, 504],
  [/unavailable/, 503],
];

function statusOf({ code, type }: ErrorBody, failed: Fields): number | undefined {
  const inner = isMap(failed.error) ? failed.error : failed;
  const numbers = [code, inner.status, inner.status_code, inner.http_code, failed.status, failed.status_code];
  const status = numbers.map(statusIn).find((one) => one !== null);
  if (status !== undefined) return status;
  const name = `${type ?? ''} ${code ?? ''}`.toLowerCase();
  return statusByName.find(([pattern]) => pattern.test(name))?.[1];
}

/** A number from 400 to 599, also where FastChat and others put two digits of their own behind one of the client's faults. */
function statusIn(code: unknown): number | null {
  const digits = /^(?:([45]\d\d)|(400|401|404|422|429)\d\d)$/.exec(String(code));
  return digits ? Number(digits[1] ?? digits[2]) : null;
}
