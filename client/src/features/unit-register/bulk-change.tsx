import { Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FittingNumberField } from '../../components/fitting-number-field.tsx';
import { SelectField } from '../../components/field.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { planSteps, planUndo, type BulkTarget } from './bulk-steps.ts';
import { BulkOutcomeNote, BulkPreview } from './bulk-preview.tsx';
import { useBulkChange } from './use-bulk-change.ts';
import { UNIT_RANGE_METERS } from './unit-range.ts';

const NONE = 'none';

interface BulkChangeProps {
  units: readonly RegisteredUnit[];
  branchName: BranchName;
  onClose: () => void;
}

/** Changes the branch or the range of several units: says first what becomes of which, then how far it is, and takes it back. */
export function BulkChange({ units: ticked, branchName, onClose }: BulkChangeProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  // As they were when it was opened: what changes below must not change what is previewed.
  const [units] = useState(ticked);
  const [field, setField] = useState<BulkTarget['field']>('branch');
  const [branchId, setBranchId] = useState<number | null>(() => units[0]?.branchId ?? null);
  const [meters, setMeters] = useState(() => units[0]?.detectionRangeMeters ?? UNIT_RANGE_METERS.usual);
  const { state, run, stop } = useBulkChange();
  const steps = useMemo(
    () => planSteps(units, field === 'branch' ? { field, branchId } : { field, detectionRangeMeters: meters }),
    [units, field, branchId, meters],
  );

  const body = () => {
    if (state.kind === 'running')
      return (
        <>
          <Text role="status">
            {t('unitRegister.bulk.running', { made: formatNumber(state.made), total: formatNumber(state.total) })}
          </Text>
          <ProgressBar label={t('unitRegister.bulk.title')} progress={state.made / state.total} />
          <Group justify="flex-end">
            <TextButton onClick={stop}>{t('unitRegister.bulk.stop')}</TextButton>
          </Group>
        </>
      );
    if (state.kind === 'over')
      return (
        <>
          <BulkOutcomeNote outcome={state.outcome} isUndo={state.isUndo} />
          <Group justify="flex-end">
            {!state.isUndo && state.outcome.done.length > 0 && (
              <TextButton onClick={() => void run(planUndo(state.outcome, field), true)}>
                {t('unitRegister.bulk.undo', { count: state.outcome.done.length })}
              </TextButton>
            )}
            <TextButton tone="primary" onClick={onClose}>
              {t('common.done')}
            </TextButton>
          </Group>
        </>
      );
    return (
      <>
        <Choice
          label={t('unitRegister.bulk.field')}
          value={field}
          options={[
            { value: 'branch', label: t('entry.list.branch') },
            { value: 'range', label: t('unitRegister.column.range') },
          ]}
          onChange={setField}
        />
        {field === 'branch' ? (
          <SelectField
            label={t('entry.list.branch')}
            value={branchId === null ? NONE : String(branchId)}
            options={[
              { value: NONE, label: t('card.noBranch') },
              ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
            ]}
            onChange={(value) => setBranchId(value === NONE ? null : Number(value))}
          />
        ) : (
          <FittingNumberField
            label={t('unitRegister.column.range')}
            unit="m"
            value={meters}
            min={UNIT_RANGE_METERS.min}
            max={UNIT_RANGE_METERS.max}
            step={10}
            onChange={setMeters}
          />
        )}
        <BulkPreview steps={steps} total={units.length} branchName={branchName} />
        <Group justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton tone="primary" disabled={steps.length === 0} onClick={() => void run(steps)}>
            {t('unitRegister.bulk.run', { count: steps.length })}
          </TextButton>
        </Group>
      </>
    );
  };
  return (
    <Dialog title={t('unitRegister.bulk.title')} width={520} onClose={onClose}>
      <Stack gap="lg">{body()}</Stack>
    </Dialog>
  );
}
