// Schema tables: a union is read by the schema of its member, and a table that lacks a member or a field does not compile.

import assert from 'node:assert/strict';
import * as z from 'zod';
import { unionOf, type FieldSchemas, type MemberSchemas } from '../../../../src/core/files/schemaTables';

interface Opened {
  type: 'opened';
  at: number;
  note?: string;
}

interface Closed {
  type: 'closed';
}

type Door = Opened | Closed;

const opened = z.object({ type: z.literal('opened'), at: z.number(), note: z.string().optional() });
const closed = z.object({ type: z.literal('closed') });
const members = { opened, closed } satisfies MemberSchemas<Door, 'type'>;

type Satisfies<Table, Wanted> = Table extends Wanted ? true : false;

describe('tables of schemas', () => {
  it('read each member of a union by its own schema', () => {
    const door: z.ZodType<Door> = unionOf('type', members);
    assert.deepEqual(door.parse({ type: 'opened', at: 3, note: 'draft' }), { type: 'opened', at: 3, note: 'draft' });
    assert.deepEqual(door.parse({ type: 'closed', at: 3 }), { type: 'closed' });
    assert.equal(door.safeParse({ type: 'opened' }).success, false);
    assert.equal(door.safeParse({ type: 'locked' }).success, false);
    assert.equal(door.safeParse(null).success, false);
  });

  it('compile only when they are whole', () => {
    // Each of these is checked by the compiler; at run time there is nothing left of the types.
    const isWhole: Satisfies<{ opened: typeof opened; closed: typeof closed }, MemberSchemas<Door, 'type'>> = true;
    const withoutMember: Satisfies<{ opened: typeof opened }, MemberSchemas<Door, 'type'>> = false;
    const withoutField: Satisfies<z.ZodObject<Pick<typeof opened.shape, 'type' | 'note'>>, Fields> = false;
    const withoutOptionalField: Satisfies<z.ZodObject<Pick<typeof opened.shape, 'type' | 'at'>>, Fields> = false;
    const underWrongName: Satisfies<
      { opened: typeof closed; closed: typeof closed },
      MemberSchemas<Door, 'type'>
    > = false;
    assert.deepEqual(
      [isWhole, withoutMember, withoutField, withoutOptionalField, underWrongName],
      [true, false, false, false, false],
    );
  });
});

type Fields = z.ZodObject<FieldSchemas<Opened>>;
