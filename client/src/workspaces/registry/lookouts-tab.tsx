import { LookoutRegister } from '../../features/lookout-register/lookout-register.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';
import { useChosenId } from './use-chosen-id.ts';

/** Lookouts. */
export default function LookoutsTab() {
  const [chosenId, choose] = useChosenId('lookout');
  return <LookoutRegister asOf={useAsOf()} chosenId={chosenId} onChoose={choose} />;
}
