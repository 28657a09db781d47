import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSlotIndex } from '../../../client/src/live/slot-index.ts';

it('finds what was set, for small ids and for any 32-bit one', () => {
  const id = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 0xffffffff }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(id, fc.nat(1_000_000)), { maxLength: 50 }),
      fc.array(id, { maxLength: 20 }),
      (entries, others) => {
        const index = createSlotIndex();
        for (const [unitId, slot] of entries) index.set(unitId, slot);
        const expected = new Map(entries);
        for (const unitId of [...expected.keys(), ...others])
          expect(index.find(unitId)).toBe(expected.get(unitId) ?? -1);
      },
    ),
  );
});
