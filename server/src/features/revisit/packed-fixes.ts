/** Bytes of a fix as the database packs it: microseconds since 2000-01-01 UTC (int64), then longitude and latitude in 1e-7° (int32), big-endian. */
const FIX_BYTES = 16;
const DATABASE_EPOCH_MS = Date.UTC(2000, 0, 1);
const UNITS_PER_DEGREE = 1e7;

/** A unit's packed fixes as columns in time order: epoch milliseconds, WGS-84 degrees. */
export function unpackFixes(fixes: Uint8Array): { timesMs: Float64Array; lngs: Float64Array; lats: Float64Array } {
  const count = Math.floor(fixes.length / FIX_BYTES);
  const view = new DataView(fixes.buffer, fixes.byteOffset, fixes.byteLength);
  const timeOf = (i: number): number =>
    (view.getInt32(FIX_BYTES * i) * 2 ** 32 + view.getUint32(FIX_BYTES * i + 4)) / 1_000 + DATABASE_EPOCH_MS;
  const order = Array.from({ length: count }, (_, i) => i);
  // Aggregates promise no order, though they come by the index.
  if (order.some((i) => i > 0 && timeOf(i) < timeOf(i - 1))) order.sort((a, b) => timeOf(a) - timeOf(b));
  return {
    timesMs: Float64Array.from(order, timeOf),
    lngs: Float64Array.from(order, (i) => view.getInt32(FIX_BYTES * i + 8) / UNITS_PER_DEGREE),
    lats: Float64Array.from(order, (i) => view.getInt32(FIX_BYTES * i + 12) / UNITS_PER_DEGREE),
  };
}
