import { Checkbox, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaGeometry, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { IMPORT_DATUMS, type ImportDatum } from '@liaowang/shared/schemas/incident-import';
import { SelectField } from '../../components/field.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useReadBoundaryFile } from './jurisdiction.api.ts';

const OFFERED_FILES = '.json,.geojson,.zip,.kml,.kmz';

const polygonsOf = (geometry: AreaGeometry): MultiPolygonGeometry['coordinates'] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** A boundary out of a file: of its areas one or several are chosen. */
export function BoundaryFile({ onTake }: { onTake: (boundary: AreaGeometry) => void }) {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set([0]));
  const read = useReadBoundaryFile();
  const found = read.data;
  const look = (next: File, choice: { datum?: ImportDatum }): void => {
    setFile(next);
    read.mutate(
      { file: next, choice },
      {
        onSuccess(answer) {
          setChosen(new Set([0]));
          // There is nothing to choose: it is the boundary.
          if (answer?.areas.length === 1) onTake(answer.areas[0]!.geometry);
        },
      },
    );
  };
  const toggle = (index: number): void => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    setChosen(next);
  };
  const take = (): void => {
    const areas = (found?.areas ?? []).filter((_, i) => chosen.has(i));
    onTake({ type: 'MultiPolygon', coordinates: areas.flatMap(({ geometry }) => polygonsOf(geometry)) });
  };
  return (
    <Stack gap="sm">
      <FileDrop
        label={t(file ? 'jurisdiction.otherFile' : 'form.chooseFile')}
        text={file ? undefined : t('form.dropFile')}
        hint={t('jurisdiction.fileHint')}
        endings={OFFERED_FILES}
        disabled={read.isPending}
        tone="plain"
        onFiles={([next]) => next && look(next, {})}
      />
      {read.isPending && <ProgressBar label={t('jurisdiction.reading')} progress={null} />}
      {read.error && <Problem>{errorText(t, read.error)}</Problem>}
      {file && found && (
        <>
          <Stack gap="xs" mah={180} style={{ overflowY: 'auto' }}>
            {found.areas.map(({ name }, i) => (
              <Checkbox key={i} label={name} checked={chosen.has(i)} onChange={() => toggle(i)} />
            ))}
          </Stack>
          {found.coordinateSystem === null && (
            <SelectField
              label={t('jurisdiction.datum')}
              value={found.datum}
              options={IMPORT_DATUMS.map((datum) => ({ value: datum, label: t(`datums.${datum}`) }))}
              onChange={(datum) => look(file, { datum })}
            />
          )}
          <Group>
            <TextButton disabled={chosen.size === 0} onClick={take}>
              {t('jurisdiction.take')}
            </TextButton>
          </Group>
        </>
      )}
    </Stack>
  );
}
