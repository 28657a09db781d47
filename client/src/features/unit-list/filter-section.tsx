import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { Field, SelectField, Toggles } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { findTarget } from '../../map/selectable.ts';
import { useViewStore } from '../../map/view.store.ts';
import { useUnitListStore } from './unit-list.store.ts';
import { NO_BRANCH, PACES, WHOLE_LIST, countConditions } from './unit-view.ts';
import styles from './unit-list.module.css';

const ALL = 'all';
const BATTERIES = [10, 20, 30, 50] as const;
const DISTANCES_METERS = [300, 500, 1_000, 2_000, 5_000] as const;

const toOption = (value: number | null): string => (value === null ? ALL : String(value));
const fromOption = (option: string): number | null => (option === ALL ? null : Number(option));

/** The usual steps, and what a link asked for beside them. */
function withAsked(steps: readonly number[], asked: number | null): readonly number[] {
  return asked === null || steps.includes(asked) ? steps : [...steps, asked].sort((a, b) => a - b);
}

/** From where distances are measured: the middle of the map, or what is selected. */
function HereField() {
  const { t } = useTranslation();
  const here = useUnitListStore((store) => store.view.here);
  const change = useUnitListStore((store) => store.change);
  const selection = useViewStore((view) => view.selection);
  const target = selection && findTarget(selection);
  const selected = target && 'center' in target ? target.center : null;
  return (
    <Field label={t('unitList.hereLabel')}>
      <Group wrap="nowrap" gap="xs">
        <TextButton pressed={here === null} onClick={() => change({ here: null })}>
          {t('unitList.hereMiddle')}
        </TextButton>
        <TextButton
          pressed={here !== null}
          disabled={here === null && selected === null}
          onClick={() => selected && change({ here: selected })}
        >
          {t(here === null ? 'unitList.hereSelected' : 'unitList.herePlace')}
        </TextButton>
      </Group>
    </Field>
  );
}

/** The conditions of the list. */
export function FilterSection() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const view = useUnitListStore((store) => store.view);
  const change = useUnitListStore((store) => store.change);
  return (
    <>
      <Group gap="var(--lw-space-sm) var(--lw-space-xl)">
        <Toggles
          label={t('unitList.column.state')}
          options={UNIT_STATES.map((value) => ({ value, label: t(`unitState.${value}`) }))}
          value={view.states}
          onChange={(states) => change({ states })}
        />
        <Toggles
          label={t('unitList.column.kind')}
          options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
          value={view.kinds}
          onChange={(kinds) => change({ kinds })}
        />
      </Group>
      <div className={styles.fields}>
        <SelectField
          label={t('unitList.column.branch')}
          value={toOption(view.branchId)}
          options={[
            { value: ALL, label: t('unitList.all') },
            ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
            { value: String(NO_BRANCH), label: t('card.noBranch') },
          ]}
          onChange={(option) => change({ branchId: fromOption(option) })}
        />
        <SelectField
          label={t('unitList.column.speed')}
          value={view.pace}
          options={PACES.map((value) => ({ value, label: t(`unitList.pace.${value}`) }))}
          onChange={(pace) => change({ pace })}
        />
        <SelectField
          label={t('unitList.column.battery')}
          value={toOption(view.batteryAtMostPercent)}
          options={[
            { value: ALL, label: t('unitList.all') },
            ...withAsked(BATTERIES, view.batteryAtMostPercent).map((percent) => ({
              value: String(percent),
              label: t('unitList.atMost', { amount: `${percent}%` }),
            })),
          ]}
          onChange={(option) => change({ batteryAtMostPercent: fromOption(option) })}
        />
        <SelectField
          label={t('unitList.column.distance')}
          value={toOption(view.withinMeters)}
          options={[
            { value: ALL, label: t('unitList.all') },
            ...withAsked(DISTANCES_METERS, view.withinMeters).map((meters) => ({
              value: String(meters),
              label: t('unitList.atMost', { amount: formatDistance(meters) }),
            })),
          ]}
          onChange={(option) => change({ withinMeters: fromOption(option) })}
        />
        <HereField />
      </div>
      {(countConditions(view) > 0 || view.text !== '') && (
        <TextButton onClick={() => change({ ...WHOLE_LIST, columns: view.columns, sort: view.sort, here: view.here })}>
          {t('unitList.clear')}
        </TextButton>
      )}
    </>
  );
}
