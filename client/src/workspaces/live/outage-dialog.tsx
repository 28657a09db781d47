import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AlertOf } from '@liaowang/shared/schemas/alert';
import { Caution } from '../../components/caution.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Mark } from '../../components/mark.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { useOpenCalls } from '../../entities/alerts/open-calls.ts';
import { UNIT_LOOK } from '../../entities/units/unit-look.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { UNKNOWN, formatDuration } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { goToThing } from '../../map/go-to.ts';
import styles from './outage-dialog.module.css';
import { useBranchName } from '../../entities/places/branch-name.ts';

const keyOf = ({ unitId }: { unitId: number }): number => unitId;

/** Who is still silent in an outage, those in need first, then by how long they were not heard. */
export function OutageDialog({ alert, onClose }: { alert: AlertOf<'units-lost'>; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const branchName = useBranchName();
  const nowMs = useNow();
  const units = useUnitsStore((store) => store.units);
  const calls = useOpenCalls();
  const returned = alert.affectedUnitCount - alert.memberUnitIds.length;
  const members = alert.memberUnitIds
    .map((unitId) => ({ unitId, unit: units.get(unitId), heardAtMs: positionBuffer.contactOf(unitId) }))
    .sort(
      (a, b) =>
        Number(calls.has(b.unitId)) - Number(calls.has(a.unitId)) ||
        (a.heardAtMs ?? 0) - (b.heardAtMs ?? 0) ||
        a.unitId - b.unitId,
    );
  return (
    <Dialog
      title={`${t('outage.title')} · ${t('outage.silent', { count: members.length })}`}
      width={460}
      onClose={onClose}
    >
      <Stack mb="md">
        {t('outage.returned', { affected: alert.affectedUnitCount, returned })}
        {alert.detail.overdueAt !== null && <Caution>{t('outage.overdue')}</Caution>}
        {alert.spansBranches && <Text>{t('outage.spans')}</Text>}
      </Stack>
      <div className={styles.list}>
        <ListRows rows={members} keyOf={keyOf} rowHeightPx={34}>
          {({ unitId, unit, heardAtMs }, place) => (
            <li key={unitId} {...place}>
              <button
                type="button"
                className={styles.row}
                onClick={() => {
                  onClose();
                  goToThing({ kind: 'unit', id: unitId });
                }}
              >
                {unit && <Mark {...UNIT_LOOK[unit.kind]} opacity={0.6} />}
                <Text component="span" flex={1} c="bright" truncate>
                  {unit ? localName(unit.name) : `#${unitId}`}
                </Text>
                {calls.has(unitId) && <StatusTag tone="alarm">{t('sos.calling')}</StatusTag>}
                <small>{unit && branchName(unit.branchId)}</small>
                <small className={styles.age}>
                  {heardAtMs === null
                    ? UNKNOWN
                    : t('outage.lastHeard', { duration: formatDuration(nowMs - heardAtMs, language) })}
                </small>
              </button>
            </li>
          )}
        </ListRows>
      </div>
      <Text size="xs" c="dimmed" mt={10}>
        {t('outage.rule')}
      </Text>
    </Dialog>
  );
}
