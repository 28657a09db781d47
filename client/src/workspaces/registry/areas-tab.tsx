import { KeyAreaRegister } from '../../features/key-area-register/key-area-register.tsx';
import { useAsOf } from '../../lib/as-of.store.ts';
import { useChosenId } from './use-chosen-id.ts';

/** Key areas. */
export default function AreasTab() {
  const [chosenId, choose] = useChosenId('key-area');
  return <KeyAreaRegister asOf={useAsOf()} chosenId={chosenId} onChoose={choose} />;
}
