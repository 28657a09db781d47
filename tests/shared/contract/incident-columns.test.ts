import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOP_CATEGORIES, type CategoryNode } from '@liaowang/shared/contract/category-tree';
import {
  INCIDENT_BYTES,
  packCategories,
  pickIncidents,
  unpackIncidents,
} from '@liaowang/shared/contract/incident-columns';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';

interface Incident {
  id: number;
  lngUnits: number;
  latUnits: number;
  seconds: number;
  category: number;
  severity: number;
  source: number;
  precision: number;
  spanMinutes: number;
}

/** Our ten, and a city's own: 抢劫 below theft, in it something below that, and one that was merged into it. */
const NODES: CategoryNode[] = [
  ...TOP_CATEGORIES,
  { categoryId: 'kind-11', parentId: 'theft', mergedInto: null },
  { categoryId: 'kind-12', parentId: 'kind-11', mergedInto: null },
  { categoryId: 'kind-13', parentId: 'noise', mergedInto: 'kind-12' },
];
const TOPS = [...INCIDENT_CATEGORIES, 'theft', 'theft', 'theft'];

const anIncident: fc.Arbitrary<Incident> = fc.record({
  id: fc.integer({ min: 1, max: 2_147_483_647 }),
  lngUnits: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  latUnits: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  // Years −9999 to 9999: before 1970 they are negative.
  seconds: fc.integer({ min: -377_705_116_800, max: 253_402_300_799 }),
  category: fc.nat(NODES.length - 1),
  severity: fc.nat(INCIDENT_SEVERITIES.length - 1),
  source: fc.nat(INCIDENT_SOURCES.length - 1),
  precision: fc.nat(2),
  spanMinutes: fc.nat(2 ** 30 - 1),
});

/** As the contract's words say: big-endian, the categories first, then 28 bytes each. */
function pack(incidents: readonly Incident[], list: string | null = null): Uint8Array {
  const json =
    list ?? JSON.stringify(NODES.map(({ categoryId, parentId, mergedInto }) => [categoryId, parentId, mergedInto]));
  const start = 4 + json.length;
  const packed = Buffer.alloc(start + INCIDENT_BYTES * incidents.length);
  packed.writeUInt32BE(json.length, 0);
  packed.write(json, 4, 'ascii');
  for (const [
    i,
    { id, lngUnits, latUnits, seconds, category, severity, source, precision, spanMinutes },
  ] of incidents.entries()) {
    const at = start + INCIDENT_BYTES * i;
    packed.writeInt32BE(id, at);
    packed.writeInt32BE(lngUnits, at + 4);
    packed.writeInt32BE(latUnits, at + 8);
    packed.writeBigInt64BE(BigInt(seconds), at + 12);
    packed.writeUInt16BE(category, at + 20);
    packed.set([severity, source], at + 22);
    packed.writeUInt32BE(precision * 2 ** 30 + spanMinutes, at + 24);
  }
  return packed;
}

describe('packed incidents', () => {
  it('are read as they were written, wherever the bytes begin in their buffer', () => {
    fc.assert(
      fc.property(fc.array(anIncident, { maxLength: 30 }), fc.nat(9), (incidents, offset) => {
        const packed = pack(incidents);
        const buffer = new Uint8Array(offset + packed.length);
        buffer.set(packed, offset);
        const columns = unpackIncidents(buffer.subarray(offset));
        expect([...columns.ids]).toEqual(incidents.map(({ id }) => id));
        expect([...columns.lngs]).toEqual(incidents.map(({ lngUnits }) => lngUnits / 1e7));
        expect([...columns.lats]).toEqual(incidents.map(({ latUnits }) => latUnits / 1e7));
        expect([...columns.timesMs]).toEqual(incidents.map(({ seconds }) => seconds * 1_000));
        expect([...columns.kinds].map((kind) => columns.categoryNodes[kind])).toEqual(
          incidents.map(({ category }) => NODES[category]),
        );
        expect([...columns.categories].map((top) => INCIDENT_CATEGORIES[top])).toEqual(
          incidents.map(({ category }) => TOPS[category]),
        );
        expect([...columns.severities]).toEqual(incidents.map(({ severity }) => severity));
        expect([...columns.sources]).toEqual(incidents.map(({ source }) => source));
        expect([...columns.precisions]).toEqual(incidents.map(({ precision }) => precision));
        expect([...columns.spansMinutes]).toEqual(incidents.map(({ spanMinutes }) => spanMinutes));
      }),
    );
  });

  it('are refused when they are cut off, or say what nobody knows', () => {
    const one: Incident = {
      id: 7,
      lngUnits: 1_183_500_000,
      latUnits: 343_700_000,
      seconds: 1_764_000_000,
      category: 0,
      severity: 0,
      source: 0,
      precision: 0,
      spanMinutes: 0,
    };
    expect(() => unpackIncidents(pack([one]).subarray(0, -1))).toThrow(RangeError);
    expect(() => unpackIncidents(pack([]).subarray(0, 3))).toThrow(RangeError);
    for (const list of ['', '{}', '[[1,null,null]]', '["theft"]', '[["kind-11","kind-12",null]]'])
      expect(() => unpackIncidents(pack([one], list))).toThrow(RangeError);
    for (const strange of [
      { category: NODES.length },
      { severity: INCIDENT_SEVERITIES.length },
      { source: INCIDENT_SOURCES.length },
      { precision: 3 },
    ]) {
      expect(() => unpackIncidents(pack([one, { ...one, ...strange }]))).toThrow(RangeError);
    }
  });

  it('begin with the categories as the server writes them', () => {
    expect(Buffer.from(packCategories(NODES)).equals(pack([]))).toBe(true);
  });

  it('can be picked by index, in any order and more than once', () => {
    fc.assert(
      fc.property(
        fc.array(anIncident, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(1_000), { maxLength: 20 }),
        (incidents, picks) => {
          const indexes = picks.map((pick) => pick % incidents.length);
          expect(pickIncidents(unpackIncidents(pack(incidents)), indexes)).toEqual(
            unpackIncidents(pack(indexes.map((index) => incidents[index]!))),
          );
        },
      ),
    );
  });
});
