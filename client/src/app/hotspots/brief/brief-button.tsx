import { IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../../components/text-button.tsx';
import { useHotspotBriefStore, type BriefSubject } from './brief.store.ts';

/** Tables, words and the printing map: for whoever prints. */
const BriefPreview = lazy(() => import('./brief-preview.tsx'));

/** Opens a brief to be printed. */
export function BriefButton({ subject }: { subject: BriefSubject }) {
  const { t } = useTranslation();
  const open = useHotspotBriefStore((store) => store.open);
  return <TextButton onClick={() => open(subject)}><IconPrinter />{t('brief.open')}</TextButton>;
}

/** The brief, once it is opened. It stands above the layouts of the room: they change with the width of the paper. */
export function BriefOutlet() {
  const { subject, close } = useHotspotBriefStore();
  return subject && <Suspense><BriefPreview subject={subject} onClose={close} /></Suspense>;
}
