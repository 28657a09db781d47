import { useInstallation } from '../../entities/accounts/session.api.ts';
import { JurisdictionSummary } from '../../features/jurisdiction/jurisdiction-summary.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';

/** The city that is served. */
export default function JurisdictionTab() {
  return <JurisdictionSummary isDemo={useInstallation().data?.demo ?? false} isPast={useAsOf() !== null} />;
}
