/** Minute of the day of `07:30`; 24:00 is 1440; null for what is no time. */
export function parseMinuteOfDay(text: string): number | null {
  // Full-width colons come from Chinese keyboards.
  const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(text.trim()) ?? [];
  const minute = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && minute <= 1440 ? minute : null;
}
