export default function ReviewTab() {
  return null;
}
