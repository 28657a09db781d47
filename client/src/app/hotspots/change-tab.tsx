export default function ChangeTab() {
  return null;
}
