/** Below this a change is measurement noise and is called "same": a tenth of a percentage point. */
const SAME_WITHIN = 0.0005;

export type CoverageTrend = { direction: 'up' | 'down'; points: string } | { direction: 'same' } | null;

/** Change of a share against an hour ago in percentage points, e.g. `2.1`; null while either is unknown. */
export function describeTrend(share: number | null, shareHourAgo: number | null): CoverageTrend {
  if (share === null || shareHourAgo === null) return null;
  const change = share - shareHourAgo;
  if (Math.abs(change) < SAME_WITHIN) return { direction: 'same' };
  return { direction: change > 0 ? 'up' : 'down', points: (Math.abs(change) * 100).toFixed(1) };
}
