import { OrganisationRegister } from '../../features/organisation/organisation-register.tsx';
import { usePermissionStore } from '../../lib/permission.store.ts';
import { useRegistryView } from './registry-view.store.ts';
import { showOffice } from './show-office.ts';
import { WithFiles } from './with-files.tsx';

const CITY_FILES = ['branches', 'stations'] as const;
/** Branches are founded by who sees the whole city. */
const BRANCH_FILES = ['stations'] as const;

/** Branches and stations. */
export default function OrganisationTab() {
  const entry = useRegistryView((view) => view.entry);
  const choose = useRegistryView((view) => view.choose);
  const chosen = entry?.kind === 'branch' || entry?.kind === 'station' ? { kind: entry.kind, id: entry.id } : null;
  const isCityWide = usePermissionStore((store) => store.isCityWide);
  return (
    <WithFiles registers={isCityWide ? CITY_FILES : BRANCH_FILES}>
      <OrganisationRegister chosen={chosen} onChoose={choose} onShow={showOffice} />
    </WithFiles>
  );
}
