import { IconPrinter } from '@tabler/icons-react';
import { Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../components/dialog.tsx';
import { createPart } from '../../../components/part.tsx';
import { TextButton } from '../../../components/text-button.tsx';
import { useHotspotBriefStore, type BriefSubject } from './brief.store.ts';

/** Where its code does not come, it can be closed all the same. */
function BriefMissing({ onClose, children }: { subject: BriefSubject; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('zoneBrief.heading')} width={420} onClose={onClose}>
      {children}
    </Dialog>
  );
}

/** Tables, words and the printing map: for whoever prints. */
const BriefPreview = createPart(() => import('./brief-preview.tsx'), BriefMissing);

/** Opens a brief to be printed. */
export function BriefButton({ subject }: { subject: BriefSubject }) {
  const { t } = useTranslation();
  const open = useHotspotBriefStore((store) => store.open);
  return (
    <TextButton onClick={() => open(subject)}>
      <IconPrinter />
      {t('brief.open')}
    </TextButton>
  );
}

/** The brief, once it is opened. It stands above the layouts of the room: they change with the width of the paper. */
export function BriefOutlet() {
  const { subject, close } = useHotspotBriefStore();
  return (
    subject && (
      <Suspense>
        <BriefPreview subject={subject} onClose={close} />
      </Suspense>
    )
  );
}
