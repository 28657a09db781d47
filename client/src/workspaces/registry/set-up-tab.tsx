import type { SetUpStepName } from '@liaowang/shared/schemas/set-up-steps';
import { SetUpList } from '../../features/set-up/set-up-list.tsx';
import { usePermission } from '../../lib/permission.store.ts';
import { REGISTRY_TABS, useRegistryView, type RegistryTab } from './registry-view.store.ts';
import { AlwaysNow } from './always-now.tsx';
import { useOpenAccounts } from './open-accounts.ts';

/** Where each step is done. */
const STEP_TABS: Partial<Record<SetUpStepName, string>> = {
  jurisdiction: 'jurisdiction',
  branches: 'organisation',
  stations: 'organisation',
  lookouts: 'lookouts',
  'key-areas': 'areas',
  units: 'units',
};

/** The way to a running city. */
export default function SetUpTab() {
  const openTab = useRegistryView((view) => view.openTab);
  const mayManageUnits = usePermission('units:manage');
  const mayManageAccounts = usePermission('accounts:manage');
  const openAccounts = useOpenAccounts();
  return (
    <>
      <AlwaysNow />
      <SetUpList
        findOpen={(step) => {
          if (step === 'administrator' || step === 'accounts') return mayManageAccounts ? openAccounts : null;
          const tab = REGISTRY_TABS.find((known): known is RegistryTab => known === STEP_TABS[step]);
          if (tab === undefined || (step === 'units' && !mayManageUnits)) return null;
          return () => openTab(tab);
        }}
      />
    </>
  );
}
