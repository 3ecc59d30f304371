// The walls below Python: what JavaScript could do if a snippet ever got to run some, and the baseline that puts objects back.

import assert from 'node:assert/strict';
import { runInContext } from 'node:vm';
import fc from 'fast-check';
import { recordObjects } from '../../../../src/core/python/sandboxBaseline';
import { createSandboxContext } from '../../../../src/core/python/createSandboxContext';
import { createFrameReader, encodeFrame } from '../../../../src/core/python/sandboxFrames';
import type { SandboxReply } from '../../../../src/core/python/sandboxFrames';
import { permissionFlag } from '../../../../src/core/python/spawnSandbox';

/** Evaluated in the realm; each gives `inside`, or what it got hold of. */
const leaks: [string, string][] = [
  [
    'names of Node',
    '["process", "require", "module", "Buffer", "global", "fetch", "setTimeout", "queueMicrotask"].filter((n) => n in globalThis).join() || "inside"',
  ],
  [
    'code from text through the global',
    'try { this.constructor.constructor("return process")(); "outside" } catch (e) { "inside" }',
  ],
  [
    'code from text through a function',
    'try { (() => 0).constructor("return 1")(); "outside" } catch (e) { e instanceof EvalError ? "inside" : "odd" }',
  ],
  [
    'code from text through the refusal itself',
    'try { eval("1"); "outside" } catch (e) { try { e.constructor.constructor("return process")(); "outside" } catch { "inside" } }',
  ],
  [
    'generators and async functions',
    'try { (function*(){}).constructor("yield 1"); "outside" } catch (e) { try { (async()=>{}).constructor("1"); "outside" } catch { "inside" } }',
  ],
  [
    'a full stack',
    'function f() { f() } try { f(); "outside" } catch (e) { e instanceof RangeError && e.constructor === RangeError ? "inside" : "outside" }',
  ],
  [
    'stack frames',
    'let seen = "inside"; Error.prepareStackTrace = (e, frames) => { for (const f of frames) { const t = f.getThis?.(), g = f.getFunction?.(); if (t !== undefined && t !== globalThis && t !== null) seen = "this"; if (g && g.constructor !== Function) seen = "function"; } return ""; }; (() => { new Error().stack })(); Error.prepareStackTrace = undefined; seen',
  ],
  [
    'an import',
    'let out = "inside"; try { const p = import("node:fs"); if (p.constructor !== Promise) out = "inside"; } catch (e) { out = "inside" } out',
  ],
  ['the caller', 'function f() { return f.caller === null || f.caller === undefined ? "inside" : "caller" } f()'],
  [
    'the console, which V8 gives to every realm',
    'console.log.constructor === Function && console.constructor === Object ? "inside" : "outside"',
  ],
  [
    'prototypes are its own',
    'Object.prototype.polluted = "x"; Array.prototype.polluted = "x"; Function.prototype.polluted = "x"; delete Object.prototype.x; "inside"',
  ],
];

describe('sandbox context', () => {
  for (const [name, code] of leaks) {
    it(`gives no way out: ${name}`, () => {
      const context = createSandboxContext();
      assert.equal(runInContext(code, context), 'inside');
      assert.equal(({} as { polluted?: string }).polluted, undefined);
      assert.equal(([] as { polluted?: string }).polluted, undefined);
    });
  }

  it('has a global object whose prototypes are of its own realm', () => {
    assert.equal(
      runInContext(
        'let p = globalThis, own = true; while ((p = Object.getPrototypeOf(p)) !== null) own &&= p.constructor instanceof Function; own',
        createSandboxContext(),
      ),
      true,
    );
  });
});

describe('sandbox baseline', () => {
  it('puts back fields, lists, bytes, prototypes and what was removed', () => {
    class Node {
      name = 'a';
      children: Record<string, unknown> = { x: { deep: [1, 2, 3] } };
      bytes = new Uint8Array([1, 2, 3]);
    }
    const root: { nodes: Node[]; extra?: unknown; table: unknown[] } = { nodes: [new Node()], table: [1, null] };
    const before = structuredClone({ nodes: root.nodes.map((node) => ({ ...node })), table: root.table });
    const restore = recordObjects(root);
    const [node] = root.nodes;
    assert.ok(node);
    node.name = 'changed';
    node.bytes[0] = 9;
    Object.setPrototypeOf(node.children, { sneaky: 1 });
    (node.children['x'] as { deep: number[] }).deep.push(4);
    delete node.children['x'];
    node.children['y'] = 1;
    node.bytes = new Uint8Array(10);
    root.extra = {};
    root.table.length = 0;
    root.nodes.push(new Node());
    restore();
    assert.deepEqual({ nodes: root.nodes.map((kept) => ({ ...kept })), table: root.table }, before);
    assert.equal('extra' in root, false);
    assert.equal(Object.getPrototypeOf(node.children), Object.prototype);
    assert.ok(root.nodes[0] instanceof Node);
  });

  it('follows cycles and refuses what it cannot put back', () => {
    const first: { next?: object } = {};
    first.next = first;
    const restore = recordObjects(first);
    delete first.next;
    restore();
    assert.equal(first.next, first);
    assert.throws(() => recordObjects({ map: new Map() }), /cannot be put back/);
  });
});

describe('sandbox frames', () => {
  it('come out as they went in, however the pipe cuts them', () => {
    const messages = fc.array(
      fc.record({ message: fc.string({ unit: 'grapheme' }), payload: fc.uint8Array({ maxLength: 50 }) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(messages, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sent, cuts) => {
        const bytes = Buffer.concat(
          sent.map(({ message, payload }) => encodeFrame({ type: 'failed', message }, payload)),
        );
        const read = createFrameReader<SandboxReply>(10_000);
        const received: unknown[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = cuts[turn % cuts.length] ?? 1;
          received.push(...read(bytes.subarray(at, at + size)));
          at += size;
        }
        assert.deepEqual(
          received,
          sent.map(({ message, payload }) => ({ message: { type: 'failed', message }, payload: Buffer.from(payload) })),
        );
      }),
    );
  });

  it('longer than allowed are refused before they are waited for', () => {
    const read = createFrameReader<SandboxReply>(100);
    const header = Buffer.alloc(8);
    header.writeUInt32LE(4_000_000_000, 4);
    assert.throws(() => read(header), /longer than the 100 allowed/);
  });
});

describe('permission flag', () => {
  it('is the one this Node.js knows', () => {
    assert.equal(permissionFlag(new Set(['--permission', '--experimental-permission'])), '--permission');
    assert.equal(permissionFlag(new Set(['--experimental-permission'])), '--experimental-permission');
    assert.equal(permissionFlag(new Set()), undefined);
  });
});
