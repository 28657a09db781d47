export default function OutcomeTab() {
  return null;
}
