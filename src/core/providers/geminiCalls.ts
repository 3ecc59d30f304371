// Calls of Gemini's own API, beside its imitation of OpenAI's protocol: where they go, with which key, and how a file is uploaded.

import type { OpenAI } from 'openai';
import * as z from 'zod';
import { recordedUrl, type CallTarget } from './apiFailure';
import { callHead, callJson } from './batchCalls';
import { callError } from './callError';
import { failureIn } from './failedAnswer';
import { builtRequest, type BuiltRequest } from './postQuestion';
import type { Connection } from './provider';
import { RedirectedAway } from './wayOut';

const fileSchema = z.looseObject({ name: z.string().min(1) });
const uploadedSchema = z.looseObject({ file: fileSchema });

type Headers = { [name: string]: string };

export class GeminiCalls {
  /** `https://generativelanguage.googleapis.com/v1beta`. */
  private readonly root: string;

  constructor(
    private readonly client: OpenAI,
    readonly target: CallTarget,
    private readonly connection: Connection,
    baseUrl: string,
  ) {
    this.root = baseUrl.replace(/\/openai$/, '');
  }

  /** As a transcript may show it. */
  addressOf(path: string): string {
    return recordedUrl(`${this.root}${path}`);
  }

  get(path: string, query: { [name: string]: string } = {}): Promise<BuiltRequest> {
    return this.built('get', `${this.root}${path}`, query);
  }

  post(path: string): Promise<BuiltRequest> {
    return this.built('post', `${this.root}${path}`);
  }

  /** The content of a file. `name`: `files/ID`. */
  download(name: string): Promise<BuiltRequest> {
    return this.built('get', this.beside(`/download`, `/${name}:download`), { alt: 'media' });
  }

  /** The name of a file that is there; null for one that is not, of which the API says either of both. */
  async find(name: string, signal: AbortSignal): Promise<string | null> {
    try {
      return (await callJson({ built: await this.get(`/${name}`) }, fileSchema, this.target, signal)).name;
    } catch (error) {
      signal.throwIfAborted();
      const status = failureIn(error)?.status;
      if (status !== 404 && status !== 403) throw error;
      return null;
    }
  }

  /** Uploads lines under a name of ours, in the two steps that the API has for it. Throws `ProviderError`. */
  async upload(name: string, lines: readonly string[], signal: AbortSignal): Promise<string> {
    const { target } = this;
    const bytes = Buffer.concat(lines.map((line) => Buffer.from(`${line}\n`)));
    const start = await this.built('post', this.beside('/upload', '/files'), undefined, {
      'x-goog-upload-protocol': 'resumable',
      'x-goog-upload-command': 'start',
      'x-goog-upload-header-content-length': String(bytes.length),
      'x-goog-upload-header-content-type': 'application/jsonl',
    });
    const body = JSON.stringify({ file: { name, displayName: name.replace(/^files\//, '') } });
    const address = (await callHead({ built: start, body }, target, signal)).get('x-goog-upload-url') ?? '';
    // What models are asked goes to no other host.
    if (!URL.canParse(address) || new URL(address).host !== new URL(this.root).host)
      throw callError(
        target,
        new RedirectedAway(URL.canParse(address) ? new URL(address).host : 'an address that is none'),
      );
    const rest = { 'x-goog-upload-offset': '0', 'x-goog-upload-command': 'upload, finalize' };
    const built = await this.built('post', address, undefined, { ...rest, 'content-type': 'application/jsonl' });
    return (await callJson({ built, body: bytes }, uploadedSchema, target, signal)).file.name;
  }

  /** Uploads and downloads have addresses of their own, with a word before the version. */
  private beside(word: string, path: string): string {
    return `${this.root.replace(/(?=\/v\d\w*$)/, word)}${path}`;
  }

  private async built(
    method: 'get' | 'post',
    path: string,
    query: { [name: string]: string } = {},
    headers: Headers = {},
  ): Promise<BuiltRequest> {
    const { apiKey } = this.connection;
    const key = apiKey === undefined ? {} : { Authorization: null, 'x-goog-api-key': apiKey };
    const body = method === 'post' ? { body: {} } : {};
    return builtRequest(
      await this.client.buildRequest({ method, path, query, headers: { ...key, ...headers }, ...body }),
    );
  }
}
