import { Mark } from '../../components/mark.tsx';
import type { IncidentProperties, IncidentSeverity } from '@liaowang/shared/schemas/incident';

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

/** The outline that tells a severity, as on the map. */
export const SEVERITY_SHAPE: Record<IncidentSeverity, 'triangle' | 'diamond' | 'burst'> = {
  low: 'triangle',
  medium: 'triangle',
  high: 'diamond',
  critical: 'burst',
};

/** The incident's mark: red only when {@link isUnconfirmedCritical}, hollow and grey when closed. */
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
  const shape = SEVERITY_SHAPE[severity];
  return <Mark shape={status === 'closed' ? `hollow-${shape}` : shape} color={color} size={size} />;
}
