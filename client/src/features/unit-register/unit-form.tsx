import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, type CreatedUnit, type RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { EntryForm } from '../../components/entry-form.tsx';
import { NumberField, SelectField, TextField } from '../../components/field.tsx';
import { fieldProblem } from '../../components/field-problem.ts';
import { NameFields } from '../../components/name-fields.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { callApi } from '../../lib/call-api.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { useEntryForm } from '../../lib/use-entry-form.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { DEVICE_PROTOCOLS, ID_EXAMPLES } from './device-draft.ts';
import { EMPTY_UNIT, findUnitProblems, toNewUnit, toUnitChange, toUnitDraft, type UnitDraft } from './unit-draft.ts';
import { UNIT_RANGE_METERS } from './unit-range.ts';
import { useAddUnit, useChangeUnit } from './unit-register.api.ts';

const NONE = 'none';

/** The unit as the register has it now; null = it is retired. */
async function readAnew(unitId: number): Promise<{ draft: UnitDraft; version: number } | null> {
  const unit = (await callApi('GET /units/register')).find(({ id }) => id === unitId);
  return unit ? { draft: toUnitDraft(unit), version: unit.version } : null;
}

interface UnitFormProps {
  /** Null = a new one, with its first device. */
  unit: RegisteredUnit | null;
  /** The answer holds the token of its device. */
  onAdded: (unit: CreatedUnit) => void;
  onClose: () => void;
}

/** What a unit is called, what it is, whose it is and how far it sees. */
export function UnitForm({ unit, onAdded, onClose }: UnitFormProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const branches = useBranches().data ?? [];
  const [wasTried, setWasTried] = useState(false);
  const add = useAddUnit();
  const change = useChangeUnit();
  const form = useEntryForm<UnitDraft>({
    initial: unit ? toUnitDraft(unit) : EMPTY_UNIT,
    version: unit?.version ?? null,
    add: async (draft) => onAdded(await add.mutateAsync(toNewUnit(draft))),
    change: ({ changes, since, version }) =>
      change.mutateAsync({ seen: { id: unit!.id, version }, change: { ...toUnitChange(changes), ...since } }),
    readAnew: () => readAnew(unit!.id),
    onSaved: () => unit && onClose(),
  });
  const { draft, edit } = form;
  const problems = findUnitProblems(draft, unit === null);
  const judged = wasTried ? problems : {};
  const range = { min: UNIT_RANGE_METERS.min, max: formatNumber(UNIT_RANGE_METERS.max) };
  return (
    <EntryForm
      title={unit ? t('unitRegister.edit', { name: localName(unit.name) }) : t('unitRegister.add')}
      form={form}
      fields={[
        { id: 'name', label: t('entry.nameZh'), show: ({ name }) => [name.zh, name.en].filter(Boolean).join(' / ') },
        { id: 'kind', label: t('unitRegister.column.kind'), show: ({ kind }) => t(`unitKind.${kind}`) },
        { id: 'branchId', label: t('entry.list.branch'), show: ({ branchId }) => branchName(branchId) },
        {
          id: 'detectionRangeMeters',
          label: t('unitRegister.column.range'),
          show: ({ detectionRangeMeters }) => formatDistance(detectionRangeMeters ?? 0),
        },
        { id: 'protocol', label: t('unitRegister.devices.protocol'), show: ({ protocol }) => protocol },
        { id: 'deviceId', label: t('unitRegister.devices.externalId'), show: ({ deviceId }) => deviceId },
      ]}
      hasSince={unit !== null}
      isFit={Object.keys(problems).length === 0}
      onTried={() => setWasTried(true)}
      onClose={onClose}
    >
      <NameFields value={draft.name} isJudged={wasTried} onChange={(name) => edit({ name })} />
      <SelectField
        label={t('unitRegister.column.kind')}
        value={draft.kind}
        options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
        onChange={(kind) => edit({ kind })}
      />
      <Group gap="lg" grow align="flex-start">
        <SelectField
          label={t('entry.list.branch')}
          value={draft.branchId === null ? NONE : String(draft.branchId)}
          options={[
            { value: NONE, label: t('card.noBranch') },
            ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
          ]}
          problem={fieldProblem(t, form.error, 'branchId')}
          onChange={(value) => edit({ branchId: value === NONE ? null : Number(value) })}
        />
        <NumberField
          label={t('unitRegister.column.range')}
          unit="m"
          value={draft.detectionRangeMeters}
          min={UNIT_RANGE_METERS.min}
          max={UNIT_RANGE_METERS.max}
          step={10}
          problem={
            judged.detectionRangeMeters ? t('form.between', range) : fieldProblem(t, form.error, 'detectionRangeMeters')
          }
          onChange={(detectionRangeMeters) => edit({ detectionRangeMeters })}
        />
      </Group>
      {!unit && (
        <Group gap="lg" grow align="flex-start">
          <SelectField
            label={t('unitRegister.devices.protocol')}
            value={draft.protocol}
            options={DEVICE_PROTOCOLS.map((value) => ({ value, label: t(`unitRegister.protocol.${value}`) }))}
            problem={fieldProblem(t, form.error, 'protocol')}
            onChange={(protocol) => edit({ protocol })}
          />
          <TextField
            label={t('unitRegister.devices.externalId')}
            placeholder={ID_EXAMPLES[draft.protocol]}
            value={draft.deviceId}
            problem={judged.deviceId ? t('form.required') : fieldProblem(t, form.error, 'deviceId')}
            onChange={(deviceId) => edit({ deviceId })}
          />
        </Group>
      )}
    </EntryForm>
  );
}
