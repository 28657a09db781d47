import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import { useEffect, useRef, useState } from 'react';
import { isPulsing, type Pulse } from '../../map/pulse-rings.layer.ts';
import type { MapPalette } from '../../map/palette.ts';

/** Pulses of the incidents that came after the first list. */
export function usePulses(incidents: readonly IncidentFeature[] | undefined, palette: MapPalette): readonly Pulse[] {
  const known = useRef<Set<number> | null>(null);
  const [pulses, setPulses] = useState<readonly Pulse[]>([]);
  useEffect(() => {
    if (!incidents) return;
    const nowMs = performance.now();
    const before = known.current;
    known.current = new Set(incidents.map(({ properties }) => properties.incidentId));
    if (before === null) return;
    const fresh = incidents.filter(({ properties }) => !before.has(properties.incidentId));
    if (fresh.length === 0) return;
    const started = fresh.map(({ geometry, properties }): Pulse => ({
      position: geometry.coordinates,
      startMs: nowMs,
      color: palette.incident[properties.severity],
    }));
    setPulses((running) => [...running.filter(({ startMs }) => isPulsing(startMs, nowMs)), ...started]);
  }, [incidents, palette]);
  return pulses;
}
