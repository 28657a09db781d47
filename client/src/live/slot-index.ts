/** Unit ids below this are looked up in an array, 4 bytes each; a register numbers its units from 1, so it stays small. */
const DENSE_IDS = 4_194_304;

/** Which slot a unit has. Looked up for every moved unit of every tick, where a hash map costs more than the decoding. */
export interface SlotIndex {
  /** -1 = the unit has none. */
  find(unitId: number): number;
  set(unitId: number, slot: number): void;
}

/** An index that knows no unit. */
export function createSlotIndex(): SlotIndex {
  // Slots counted from 1: 0 is what a new array holds.
  let dense = new Int32Array(1024);
  const sparse = new Map<number, number>();
  return {
    find: (unitId) => (unitId < DENSE_IDS ? (dense[unitId] ?? 0) - 1 : (sparse.get(unitId) ?? -1)),
    set(unitId, slot) {
      if (unitId >= DENSE_IDS) {
        sparse.set(unitId, slot);
        return;
      }
      if (unitId >= dense.length) {
        const grown = new Int32Array(Math.min(DENSE_IDS, 2 ** Math.ceil(Math.log2(unitId + 1))));
        grown.set(dense);
        dense = grown;
      }
      dense[unitId] = slot + 1;
    },
  };
}
