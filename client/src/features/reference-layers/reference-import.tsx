import { Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_REFERENCE_FILE_BYTES, type ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import { SelectField } from '../../components/field.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { mapControl } from '../../map/map-control.ts';
import { LookFields, isLookFit, type LookDraft } from './look-fields.tsx';
import { useCheckReferenceFile, useStoreReferenceFile, type ReferenceFileChoice } from './reference-layers.api.ts';

const OFFERED_FILES = '.geojson,.json,.zip,.kml,.kmz,.gz';
const MAX_NAME = 80;

interface ReferenceImportProps {
  onStored: (layer: ReferenceLayer) => void;
  onCancel: () => void;
}

/** Brings a layer from a file: look at what it holds, choose its label and its look, store it. */
export function ReferenceImport({ onStored, onCancel }: ReferenceImportProps) {
  const { t } = useTranslation();
  const check = useCheckReferenceFile();
  const store = useStoreReferenceFile();
  const [file, setFile] = useState<File | null>(null);
  const [choice, setChoice] = useState<ReferenceFileChoice>({});
  const [look, setLook] = useState<LookDraft>({ nameZh: '', nameEn: '', color: 'olive', fromZoom: 11 });
  const [share, setShare] = useState(0);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const isBusy = check.isPending || store.isPending;
  const found = check.data;

  const read = (chosen: File, how: ReferenceFileChoice): void => {
    setChoice(how);
    setShare(0);
    store.reset();
    check.mutate({ file: chosen, choice: how, onProgress: setShare });
  };
  const start = (chosen: File): void => {
    setIsTooLarge(chosen.size > MAX_REFERENCE_FILE_BYTES);
    if (chosen.size > MAX_REFERENCE_FILE_BYTES) return;
    setFile(chosen);
    setLook({ ...look, nameZh: chosen.name.replace(/(?:\.\w{1,8})+$/u, '').slice(0, MAX_NAME) });
    read(chosen, {});
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (!file || !found || !isLookFit(look)) return;
    setShare(0);
    const { nameZh, nameEn, color, fromZoom } = look;
    store.mutate(
      {
        file,
        choice,
        look: { nameZh: nameZh.trim(), nameEn: nameEn.trim(), color, fromZoom: fromZoom! },
        onProgress: setShare,
      },
      { onSuccess: (layer) => layer && onStored(layer) },
    );
  };
  const error = check.error ?? store.error;
  return (
    <Stack gap="lg">
      <Text size="xs" c="dimmed">
        {t('reference.lead')}
      </Text>
      <FileDrop
        label={t(file ? 'reference.otherFile' : 'reference.choose')}
        {...(!file && { text: t('reference.drop') })}
        hint={t('reference.hint')}
        endings={OFFERED_FILES}
        disabled={isBusy}
        tone={file ? 'plain' : 'primary'}
        onFiles={([chosen]) => chosen && start(chosen)}
      />
      {isBusy && <ProgressBar label={t('reference.reading')} progress={share < 1 ? share : null} />}
      {isTooLarge && <Problem>{t('reference.tooLarge')}</Problem>}
      {error && <Problem>{errorText(t, error)}</Problem>}
      {file && found && (
        <form onSubmit={submit} noValidate>
          <Stack gap="lg">
            <Text size="sm" role="status">
              {file.name}: {t('reference.found', found.counts)}
            </Text>
            {found.leftOut.map(({ problem, count }) => (
              <Text key={problem} size="xs" c="dimmed">
                {t(`reference.leftOut.${problem}`, { count })}
              </Text>
            ))}
            <SelectField
              label={t('reference.label')}
              value={found.labelColumn ?? ''}
              options={[
                { value: '', label: t('reference.noLabel') },
                ...found.columns.map(({ name, samples }) => ({
                  value: name,
                  label: [name, samples.filter((sample) => sample !== '').join(' · ')].filter(Boolean).join(': '),
                })),
              ]}
              disabled={isBusy}
              onChange={(labelColumn) => read(file, { ...choice, labelColumn })}
            />
            {found.coordinateSystem === null && (
              <SelectField
                label={t('reference.datum')}
                value={found.datum}
                options={(['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const).map((value) => ({
                  value,
                  label: t(`datums.${value}`),
                }))}
                disabled={isBusy}
                onChange={(datum) => read(file, { ...choice, datum })}
              />
            )}
            <LookFields look={look} isAsked={isAsked} onChange={setLook} />
            <Group gap="md">
              <TextButton type="submit" tone="primary" disabled={isBusy}>
                {t(store.isPending ? 'reference.saving' : 'reference.save')}
              </TextButton>
              <TextButton onClick={() => mapControl.fitBounds(found.bounds)}>{t('reference.look')}</TextButton>
            </Group>
          </Stack>
        </form>
      )}
      <div>
        <TextButton onClick={onCancel}>{t('common.cancel')}</TextButton>
      </div>
    </Stack>
  );
}
