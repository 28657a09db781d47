import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RegisterList } from '../../components/register-list.tsx';
import { useMayWrite } from '../../entities/accounts/use-may-write.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useLookoutColumns } from './lookout-columns.tsx';
import { toLookoutTable } from './lookout-file.ts';
import { LookoutFilterFields } from './lookout-filter-fields.tsx';
import { LookoutForm } from './lookout-form.tsx';
import { NO_BRANCH, useLookoutRegisterStore } from './lookout-register.store.ts';
import { LookoutSummary } from './lookout-summary.tsx';
import { showSurroundings } from './show-surroundings.ts';
import { useLookoutLayers } from './use-lookout-layers.ts';

const keyOf = ({ properties }: LookoutFeature): number => properties.lookoutId;
const textOf = ({ properties: { name, number } }: LookoutFeature): string => `${number}\n${name.zh}\n${name.en}`;

interface LookoutRegisterProps {
  /** The instant whose register is shown; null = now. */
  asOf: string | null;
  /** Chosen in the list or on the map. */
  chosenId: number | null;
  onChoose: (lookoutId: number | null) => void;
}

/** The register of lookouts: the list with the chosen one below it, or its form in their place. */
export function LookoutRegister({ asOf, chosenId, onChoose }: LookoutRegisterProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const branchName = useBranchName();
  const city = useJurisdiction().data?.name;
  const lookouts = useLookouts(asOf);
  const columns = useLookoutColumns(branchName);
  const { text, branchId, duty, sort } = useLookoutRegisterStore();
  const set = useLookoutRegisterStore.setState;
  /** The id of the one that is changed: another that is chosen on the map closes its form. */
  const [form, setForm] = useState<number | 'new' | null>(null);
  const chosen = lookouts.data?.find((lookout) => keyOf(lookout) === chosenId) ?? null;
  const isNow = asOf === null;
  const mayWrite = useMayWrite();
  const mayEdit = isNow && chosen !== null && mayWrite(chosen.properties.branchId);
  useLookoutLayers(isNow ? null : (lookouts.data ?? null), form === null ? chosen : null);
  const keeps = useCallback(
    ({ properties }: LookoutFeature) =>
      (branchId === null || (properties.branchId ?? NO_BRANCH) === branchId) &&
      (duty === 'any' || properties.onDuty === (duty === 'on')),
    [branchId, duty],
  );
  const close = () => setForm(null);

  if (isNow && form === 'new')
    return <LookoutForm lookout={null} onAdded={({ properties }) => onChoose(properties.lookoutId)} onClose={close} />;
  if (mayEdit && form === chosenId)
    return <LookoutForm key={form} lookout={chosen} onAdded={() => undefined} onClose={close} />;
  return (
    <RegisterList
      title={t('lookoutRegister.title')}
      of={lookouts}
      noneText={t('lookoutRegister.none')}
      keyOf={keyOf}
      columns={columns}
      sort={sort}
      onSort={(next) => set({ sort: next })}
      search={{
        label: t('lookoutRegister.search'),
        text,
        textOf,
        onChange: (typed) => set({ text: typed }),
      }}
      filter={{
        isOn: branchId !== null || duty !== 'any',
        keeps,
        fields: <LookoutFilterFields />,
        onClear: () => set({ text: '', branchId: null, duty: 'any' }),
      }}
      chosenKey={chosenId}
      onChoose={(lookout) => {
        onChoose(keyOf(lookout));
        showSurroundings(lookout.geometry.coordinates, lookout.properties);
      }}
      file={{
        cityName: city ? localName(city) : '',
        toTable: (rows) => toLookoutTable(rows, { t, language, branchName }),
      }}
      add={isNow ? { label: t('lookoutRegister.add'), onAdd: () => setForm('new') } : undefined}
    >
      {chosen && (
        <LookoutSummary
          key={chosenId}
          lookout={chosen}
          onEdit={mayEdit ? () => setForm(chosenId) : undefined}
          onClose={() => onChoose(null)}
        />
      )}
    </RegisterList>
  );
}
