import { LookoutRegister } from '../../features/lookout-register/lookout-register.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';
import { useChosenId } from './use-chosen-id.ts';
import { WithFiles } from './with-files.tsx';

const FILES = ['lookouts'] as const;

/** Lookouts. */
export default function LookoutsTab() {
  const [chosenId, choose] = useChosenId('lookout');
  const asOf = useAsOf();
  return (
    <WithFiles registers={FILES}>
      <LookoutRegister asOf={asOf} chosenId={chosenId} onChoose={choose} />
    </WithFiles>
  );
}
