import { IconDeviceMobile } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { createPart } from '../../components/part.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { SETUP_TEXTS } from './setup-texts.ts';

const SetupDialog = createPart(async () => {
  const [{ SetupDialog: component }] = await Promise.all([import('./setup-dialog.tsx'), loadSection(SETUP_TEXTS)]);
  return { default: component };
});

/** Opens how a unit's phone is set up, for those who manage units. */
export function SetupButton({ unit }: { unit: Unit }) {
  const { t } = useTranslation();
  const mayManage = usePermission('units:manage');
  const [isOpen, setIsOpen] = useState(false);
  if (!mayManage) return null;
  return (
    <>
      <TextButton onClick={() => setIsOpen(true)}>
        <IconDeviceMobile />
        {t('unit.setUp')}
      </TextButton>
      {isOpen && (
        <Suspense fallback={null}>
          <SetupDialog unit={unit} deviceId={null} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
