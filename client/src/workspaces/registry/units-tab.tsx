import { useLocation } from 'wouter';
import { UnitRegister } from '../../features/unit-register/unit-register.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';
import { goToThing } from '../../map/go-to.ts';
import { useChosenId } from './use-chosen-id.ts';
import { WithFiles } from './with-files.tsx';

const FILES = ['units'] as const;

/** That of the workspace which opens first. */
const LIVE_PATH = '/';

/** Units and their devices. */
export default function UnitsTab() {
  const [chosenId, choose] = useChosenId('unit');
  const [, navigate] = useLocation();
  const asOf = useAsOf();
  return (
    <WithFiles registers={FILES}>
      <UnitRegister
        asOf={asOf}
        chosenId={chosenId}
        onChoose={choose}
        onShowLive={(id) => {
          navigate(LIVE_PATH + location.search);
          goToThing({ kind: 'unit', id });
        }}
      />
    </WithFiles>
  );
}
