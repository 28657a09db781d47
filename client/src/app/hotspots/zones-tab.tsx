export default function ZonesTab() {
  return null;
}
