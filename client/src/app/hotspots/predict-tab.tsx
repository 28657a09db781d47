export default function PredictTab() {
  return null;
}
