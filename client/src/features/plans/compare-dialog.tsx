import { Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FigureTable } from '../../components/figure-table.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { UNKNOWN, formatShare } from '../../lib/format.ts';
import { MEASURES, computeShares, findTotalKind, type Measure } from './comparison.ts';
import styles from './plans.module.css';
import type { AreaFigures } from './what-if.ts';

/** One set-up in the comparison: now, the draft, or a saved plan. */
export interface ComparedPlan {
  key: string;
  name: string;
  /** Null while it is worked out. */
  figures: readonly AreaFigures[] | null;
}

interface CompareDialogProps {
  plans: readonly ComparedPlan[];
  /** Figures that are not known will not come. */
  hasFailed: boolean;
  nameOfArea: (areaId: string) => string;
  onClose: () => void;
}

/** Shares nearer than this are equally good. */
const EQUAL_WITHIN = 0.0005;

function ShareRow({
  title,
  shares,
  isTotal,
}: {
  title: string;
  shares: ReadonlyArray<{ key: string; share: number | null }>;
  isTotal?: boolean;
}) {
  const { t } = useTranslation();
  const known = shares.flatMap(({ share }) => (share === null ? [] : [share]));
  const best = Math.max(...known);
  // Where all are alike none is best.
  const isDecided = known.some((share) => best - share > EQUAL_WITHIN);
  return (
    <Table.Tr data-total={isTotal || undefined}>
      <Table.Th scope="row" title={title}>
        {title}
      </Table.Th>
      {shares.map(({ key, share }) => {
        const isBest = isDecided && share !== null && best - share <= EQUAL_WITHIN;
        return (
          <Table.Td key={key} data-best={isBest || undefined}>
            {share === null ? UNKNOWN : formatShare(share)}
            {isBest && <VisuallyHidden>{t('plans.compareDialog.best')}</VisuallyHidden>}
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}

/** Plans side by side, area by area. */
export function CompareDialog({ plans, hasFailed, nameOfArea, onClose }: CompareDialogProps) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('ground');
  const isReady = plans.every(({ figures }) => figures !== null);
  const shares = plans.map(({ key, figures }) => ({ key, ...computeShares(figures ?? [], measure) }));
  const areaIds = plans[0]?.figures?.map(({ areaId }) => areaId) ?? [];
  return (
    <Dialog title={t('plans.compareDialog.title')} width={760} onClose={onClose}>
      <Stack gap="lg">
        <Group justify="space-between" gap="var(--lw-space-xs) var(--lw-space-md)" mb="xs">
          <Text c="dimmed">{t('plans.compareDialog.text')}</Text>
          <Choice
            label={t('plans.measureLabel')}
            value={measure}
            onChange={setMeasure}
            options={MEASURES.map((value) => ({ value, label: t(`plans.measure.${value}`) }))}
          />
        </Group>
        {!isReady ? (
          hasFailed ? (
            <Note tone="error" title={t('plans.failed')} text={t('plans.failedText')} />
          ) : (
            <SkeletonRows rows={6} label={t('plans.computing')} />
          )
        ) : (
          <div className={styles.scroll}>
            <FigureTable stickyHeader className={styles.compare} aria-label={t('plans.compareDialog.title')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('plans.table.area')}</Table.Th>
                  {plans.map(({ key, name }) => (
                    <Table.Th key={key} scope="col" title={name}>
                      {name}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                <ShareRow
                  isTotal
                  title={t(`plans.totalOf.${findTotalKind(areaIds)}`)}
                  shares={shares.map(({ key, total }) => ({ key, share: total }))}
                />
                {areaIds.map((areaId) => (
                  <ShareRow
                    key={areaId}
                    title={nameOfArea(areaId)}
                    shares={shares.map(({ key, byArea }) => ({ key, share: byArea.get(areaId) ?? null }))}
                  />
                ))}
              </Table.Tbody>
            </FigureTable>
          </div>
        )}
      </Stack>
    </Dialog>
  );
}
