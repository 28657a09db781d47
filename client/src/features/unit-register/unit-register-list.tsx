import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { RegisterList } from '../../components/register-list.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { BulkChange } from './bulk-change.tsx';
import { useUnitColumns } from './unit-columns.tsx';
import { toUnitTable } from './unit-file.ts';
import { ALL_UNITS, isFiltering, keepsUnit, textOfUnit } from './unit-filter.ts';
import { UnitFilterFields } from './unit-filter-fields.tsx';
import { useUnitRegister } from './unit-register.api.ts';
import { useUnitRegisterStore } from './unit-register.store.ts';

const keyOf = ({ id }: RegisteredUnit): number => id;

interface UnitRegisterListProps {
  asOf: string | null;
  chosenId: number | null;
  onChoose: (unitId: number) => void;
  onAdd: () => void;
}

/** All units as they are registered: found, sorted, exported, several changed at once. */
export function UnitRegisterList({ asOf, chosenId, onChoose, onAdd }: UnitRegisterListProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const city = useJurisdiction().data?.name;
  const register = useUnitRegister(asOf);
  const branchName = useBranchName();
  const { text, filter, sort, ticked, tick } = useUnitRegisterStore();
  const set = useUnitRegisterStore.setState;
  const columns = useUnitColumns(branchName, asOf !== null);
  const [isChanging, setIsChanging] = useState(false);
  const isNow = asOf === null;
  // Of a past day nobody knows the devices: that condition rests.
  const keeps = useCallback(
    (unit: RegisteredUnit) => keepsUnit(isNow ? filter : { ...filter, device: 'any' }, unit),
    [filter, isNow],
  );
  const chosen = register.data?.filter(({ id }) => ticked.has(id)) ?? [];
  return (
    <>
      <RegisterList
        title={t('unitRegister.title')}
        of={register}
        noneText={t('unitRegister.none')}
        keyOf={keyOf}
        columns={columns}
        sort={sort}
        onSort={(next) => set({ sort: next })}
        search={{
          label: t('unitRegister.search'),
          text,
          textOf: textOfUnit,
          onChange: (typed) => set({ text: typed }),
        }}
        filter={{
          isOn: isFiltering(filter),
          keeps,
          fields: <UnitFilterFields isPast={!isNow} />,
          onClear: () => set({ text: '', filter: ALL_UNITS }),
        }}
        chosenKey={chosenId}
        onChoose={({ id }) => onChoose(id)}
        ticks={
          isNow
            ? {
                ticked,
                labelOf: ({ name }) => t('unitRegister.tick', { name: localName(name) }),
                allLabel: t('unitRegister.tickAll'),
                onTick: (rows, isTicked) => tick(rows.map(keyOf), isTicked),
              }
            : undefined
        }
        aside={
          isNow &&
          chosen.length > 0 && (
            <TextButton onClick={() => setIsChanging(true)}>
              {t('unitRegister.bulk.open', { count: chosen.length })}
            </TextButton>
          )
        }
        file={{ cityName: city ? localName(city) : '', toTable: (rows) => toUnitTable(rows, t, branchName) }}
        add={isNow ? { label: t('unitRegister.add'), onAdd } : undefined}
      />
      {isChanging && <BulkChange units={chosen} branchName={branchName} onClose={() => setIsChanging(false)} />}
    </>
  );
}
