import { IconPrinter } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../components/text-button.tsx';
import { useBriefStore } from './brief.store.ts';

/** Tables, method and the printing map: for whoever prints. */
const BriefPreview = lazy(() => import('./brief-preview.tsx'));

/** Opens a brief of what the workspace shows, to be printed. */
export function BriefButton() {
  const { t } = useTranslation();
  const open = useBriefStore((store) => store.open);
  return <TextButton onClick={open}><IconPrinter />{t('brief.open')}</TextButton>;
}

/** The brief, once it is opened. It stands above the layouts of the room: they change with the width of the paper. */
export function BriefOutlet() {
  const { isOpen, close } = useBriefStore();
  return isOpen && <Suspense><BriefPreview onClose={close} /></Suspense>;
}
