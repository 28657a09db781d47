import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../components/card.tsx';

/** Where a card does not come, it can be closed all the same. */
export function CardMissing({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Card title={t('part.broken')} onClose={onClose}>
      {children}
    </Card>
  );
}
