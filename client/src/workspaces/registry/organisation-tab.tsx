import { OrganisationRegister } from '../../features/organisation/organisation-register.tsx';
import { useRegistryView } from './registry-view.store.ts';
import { showOffice } from './show-office.ts';

/** Branches and stations. */
export default function OrganisationTab() {
  const entry = useRegistryView((view) => view.entry);
  const choose = useRegistryView((view) => view.choose);
  const chosen = entry?.kind === 'branch' || entry?.kind === 'station' ? { kind: entry.kind, id: entry.id } : null;
  return <OrganisationRegister chosen={chosen} onChoose={choose} onShow={showOffice} />;
}
