import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INCIDENT_BYTES, pickIncidents, unpackIncidents } from '@liaowang/shared/contract/incident-columns';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';

interface Incident {
  id: number; lngUnits: number; latUnits: number; seconds: number; category: number; severity: number; source: number;
}

const anIncident: fc.Arbitrary<Incident> = fc.record({
  id: fc.integer({ min: 1, max: 2_147_483_647 }),
  lngUnits: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  latUnits: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  // Years −9999 to 9999: before 1970 they are negative.
  seconds: fc.integer({ min: -377_705_116_800, max: 253_402_300_799 }),
  category: fc.nat(INCIDENT_CATEGORIES.length - 1),
  severity: fc.nat(INCIDENT_SEVERITIES.length - 1),
  source: fc.nat(INCIDENT_SOURCES.length - 1),
});

/** As the contract's words say: big-endian, 23 bytes. */
function pack(incidents: readonly Incident[]): Uint8Array {
  const packed = Buffer.alloc(INCIDENT_BYTES * incidents.length);
  for (const [i, { id, lngUnits, latUnits, seconds, category, severity, source }] of incidents.entries()) {
    const at = INCIDENT_BYTES * i;
    packed.writeInt32BE(id, at);
    packed.writeInt32BE(lngUnits, at + 4);
    packed.writeInt32BE(latUnits, at + 8);
    packed.writeBigInt64BE(BigInt(seconds), at + 12);
    packed.set([category, severity, source], at + 20);
  }
  return packed;
}

describe('packed incidents', () => {
  it('are read as they were written, wherever the bytes begin in their buffer', () => {
    fc.assert(
      fc.property(fc.array(anIncident, { maxLength: 30 }), fc.nat(9), (incidents, offset) => {
        const buffer = new Uint8Array(offset + INCIDENT_BYTES * incidents.length);
        buffer.set(pack(incidents), offset);
        const columns = unpackIncidents(buffer.subarray(offset));
        expect([...columns.ids]).toEqual(incidents.map(({ id }) => id));
        expect([...columns.lngs]).toEqual(incidents.map(({ lngUnits }) => lngUnits / 1e7));
        expect([...columns.lats]).toEqual(incidents.map(({ latUnits }) => latUnits / 1e7));
        expect([...columns.timesMs]).toEqual(incidents.map(({ seconds }) => seconds * 1_000));
        expect([...columns.categories]).toEqual(incidents.map(({ category }) => category));
        expect([...columns.severities]).toEqual(incidents.map(({ severity }) => severity));
        expect([...columns.sources]).toEqual(incidents.map(({ source }) => source));
      }),
    );
  });

  it('are refused when they are cut off, or say what nobody knows', () => {
    const one: Incident = { id: 7, lngUnits: 1_183_500_000, latUnits: 343_700_000, seconds: 1_764_000_000, category: 0, severity: 0, source: 0 };
    expect(() => unpackIncidents(pack([one]).subarray(1))).toThrow(RangeError);
    for (const strange of [{ category: INCIDENT_CATEGORIES.length }, { severity: INCIDENT_SEVERITIES.length }, { source: INCIDENT_SOURCES.length }]) {
      expect(() => unpackIncidents(pack([one, { ...one, ...strange }]))).toThrow(RangeError);
    }
  });

  it('can be picked by index, in any order and more than once', () => {
    fc.assert(
      fc.property(fc.array(anIncident, { minLength: 1, maxLength: 20 }), fc.array(fc.nat(1_000), { maxLength: 20 }), (incidents, picks) => {
        const indexes = picks.map((pick) => pick % incidents.length);
        expect(pickIncidents(unpackIncidents(pack(incidents)), indexes)).toEqual(unpackIncidents(pack(indexes.map((index) => incidents[index]!))));
      }),
    );
  });
});
