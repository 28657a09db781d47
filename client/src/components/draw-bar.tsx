import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './draw-bar.module.css';
import { InMiddle } from './in-middle.tsx';
import { TextButton } from './text-button.tsx';

interface DrawBarProps {
  /** What a click does, and how much there is. */
  hint: string;
  /** There is enough to end with. */
  canEnd?: boolean;
  /** Left out: one click ends by itself. */
  onEnd?: () => void;
  /** What was drawn can be thrown away. */
  onCancel?: () => void;
}

/** Says over the map that clicks draw, and ends it. */
export function DrawBar({ hint, canEnd = true, onEnd, onCancel }: DrawBarProps) {
  const { t } = useTranslation();
  return (
    <InMiddle>
      <Group gap={10} wrap="nowrap" className={styles.bar} role="status" data-draw-bar>
        <span className="lw-number">{hint}</span>
        {onCancel && <TextButton onClick={onCancel}>{t('common.cancel')}</TextButton>}
        {onEnd && (
          <TextButton tone="primary" disabled={!canEnd} onClick={onEnd}>
            {t('common.done')}
          </TextButton>
        )}
      </Group>
    </InMiddle>
  );
}
