import { useInstallation } from '../../entities/accounts/session.api.ts';
import { JurisdictionSummary } from '../../features/jurisdiction/jurisdiction-summary.tsx';
import { AlwaysNow } from './always-now.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';

/** The city that is served. */
export default function JurisdictionTab() {
  const isDemo = useInstallation().data?.demo ?? false;
  const isPast = useAsOf() !== null;
  return (
    <>
      <AlwaysNow />
      <JurisdictionSummary isDemo={isDemo} isPast={isPast} />
    </>
  );
}
