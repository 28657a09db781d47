import { IconPrinter } from '@tabler/icons-react';
import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { createPart } from '../../components/part.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBriefStore } from './brief.store.ts';

/** Tables, method and the printing map: for whoever prints. */
/** Where its code does not come, it can be closed all the same. */
function BriefMissing({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('brief.heading')} width={420} onClose={onClose}>
      {children}
    </Dialog>
  );
}

const BriefPreview = createPart(() => import('./brief-preview.tsx'), BriefMissing);

/** Opens a brief of what the workspace shows, to be printed. */
export function BriefButton() {
  const { t } = useTranslation();
  const open = useBriefStore((store) => store.open);
  return (
    <TextButton onClick={open}>
      <IconPrinter />
      {t('brief.open')}
    </TextButton>
  );
}

/** The brief, once it is opened. It stands above the layouts of the room: they change with the width of the paper. */
export function BriefOutlet() {
  const { isOpen, close } = useBriefStore();
  return (
    isOpen && (
      <Suspense>
        <BriefPreview onClose={close} />
      </Suspense>
    )
  );
}
