import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterList } from '../../components/register-list.tsx';
import { useMayWrite } from '../../entities/accounts/use-may-write.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { mapControl } from '../../map/map-control.ts';
import { useKeyAreaColumns } from './key-area-columns.tsx';
import { toKeyAreaTable } from './key-area-file.ts';
import { KeyAreaFilterFields } from './key-area-filter-fields.tsx';
import { KeyAreaForm } from './key-area-form.tsx';
import { NO_BRANCH, useKeyAreaRegisterStore } from './key-area-register.store.ts';
import { KeyAreaSummary } from './key-area-summary.tsx';
import { useKeyAreaLayers } from './use-key-area-layers.ts';

const keyOf = ({ id }: KeyArea): number => id;
const textOf = ({ name, code }: KeyArea): string => `${code}\n${name.zh}\n${name.en}`;

interface KeyAreaRegisterProps {
  /** The instant whose register is shown; null = now. */
  asOf: string | null;
  /** Chosen in the list or on the map. */
  chosenId: number | null;
  onChoose: (keyAreaId: number | null) => void;
}

/** The register of key areas: the list with the chosen one below it, or its form in their place. */
export function KeyAreaRegister({ asOf, chosenId, onChoose }: KeyAreaRegisterProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const city = useJurisdiction().data?.name;
  const keyAreas = useKeyAreas(asOf);
  const columns = useKeyAreaColumns(branchName);
  const { text, kind, branchId, sort } = useKeyAreaRegisterStore();
  const set = useKeyAreaRegisterStore.setState;
  /** The id of the one that is changed: another that is chosen on the map closes its form. */
  const [form, setForm] = useState<number | 'new' | null>(null);
  const chosen = keyAreas.data?.find(({ id }) => id === chosenId) ?? null;
  const isNow = asOf === null;
  const mayWrite = useMayWrite();
  const mayEdit = isNow && chosen !== null && mayWrite(chosen.branchId);
  useKeyAreaLayers(isNow ? null : (keyAreas.data ?? null), form === null ? chosen : null);
  const keeps = useCallback(
    (area: KeyArea) =>
      (kind === null || area.kind === kind) && (branchId === null || (area.branchId ?? NO_BRANCH) === branchId),
    [kind, branchId],
  );
  const close = () => setForm(null);

  if (isNow && form === 'new') return <KeyAreaForm keyArea={null} onAdded={({ id }) => onChoose(id)} onClose={close} />;
  if (mayEdit && form === chosenId)
    return <KeyAreaForm key={form} keyArea={chosen} onAdded={() => undefined} onClose={close} />;
  return (
    <RegisterList
      title={t('keyAreaRegister.title')}
      of={keyAreas}
      noneText={t('keyAreaRegister.none')}
      keyOf={keyOf}
      columns={columns}
      sort={sort}
      onSort={(next) => set({ sort: next })}
      search={{
        label: t('keyAreaRegister.search'),
        text,
        textOf,
        onChange: (typed) => set({ text: typed }),
      }}
      filter={{
        isOn: kind !== null || branchId !== null,
        keeps,
        fields: <KeyAreaFilterFields />,
        onClear: () => set({ text: '', kind: null, branchId: null }),
      }}
      chosenKey={chosenId}
      onChoose={(area) => {
        onChoose(area.id);
        mapControl.fitBounds(computeBounds(area.geometry));
      }}
      file={{
        cityName: city ? localName(city) : '',
        toTable: (rows) => toKeyAreaTable(rows, t, branchName),
      }}
      add={isNow ? { label: t('keyAreaRegister.add'), onAdd: () => setForm('new') } : undefined}
    >
      {chosen && (
        <KeyAreaSummary
          key={chosenId}
          keyArea={chosen}
          onEdit={mayEdit ? () => setForm(chosenId) : undefined}
          onClose={() => onChoose(null)}
        />
      )}
    </RegisterList>
  );
}
