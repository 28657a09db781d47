export function TrendStrip() {
  return null;
}
