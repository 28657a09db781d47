import {
  IconAlertTriangle,
  IconBackpack,
  IconCar,
  IconDots,
  IconFlame,
  IconLifebuoy,
  IconMessages,
  IconMotorbike,
  IconPhoneOff,
  IconUserExclamation,
  IconVolume,
  type Icon,
} from '@tabler/icons-react';
import type { IncidentCategory, IncidentProperties, IncidentSeverity } from '@liaowang/shared/schemas/incident';

export const CATEGORY_ICONS: Record<IncidentCategory, Icon> = {
  dispute: IconMessages,
  theft: IconUserExclamation,
  'vehicle-theft': IconMotorbike,
  traffic: IconCar,
  'lost-property': IconBackpack,
  help: IconLifebuoy,
  fraud: IconPhoneOff,
  noise: IconVolume,
  'fire-hazard': IconFlame,
  other: IconDots,
};

export const SEVERITY_COLOR: Record<IncidentSeverity, string> = {
  low: 'var(--lw-incident)',
  medium: 'var(--lw-incident)',
  high: 'var(--lw-severe)',
  critical: 'var(--lw-severe)',
};

/** Red is kept for what nobody has taken up yet: a critical incident that is still open. */
export function isUnconfirmedCritical({ severity, status }: Pick<IncidentProperties, 'severity' | 'status'>): boolean {
  return severity === 'critical' && status === 'open';
}

/** The incident's triangle: red only when {@link isUnconfirmedCritical}, grey when closed. */
export function IncidentMark({
  severity,
  status,
  size = 15,
}: Pick<IncidentProperties, 'severity' | 'status'> & { size?: number }) {
  const color =
    status === 'closed'
      ? 'var(--lw-lost)'
      : isUnconfirmedCritical({ severity, status })
        ? 'var(--lw-sos)'
        : SEVERITY_COLOR[severity];
  const length = `calc(${size} * var(--px))`;
  return (
    <IconAlertTriangle
      aria-hidden="true"
      style={{
        color,
        width: length,
        height: length,
        flex: 'none',
        strokeWidth: 2,
        fill: `color-mix(in srgb, ${color} 30%, transparent)`,
      }}
    />
  );
}
