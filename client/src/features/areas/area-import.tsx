import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_AREA_FILE_BYTES, type AreaFileCheck, type AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import { TextField } from '../../components/field.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { AreaFileProblems } from './area-file-problems.tsx';
import { AreaFileReading } from './area-file-reading.tsx';
import { useCheckAreaFile, useStoreAreaFile, type AreaFileChoice } from './area-sets.api.ts';
import { useAreasStore } from './areas.store.ts';

const OFFERED_FILES = '.geojson,.json,.zip,.kml,.kmz,.gz';

interface AreaImportProps {
  onStored: (set: AreaSetWithAreas) => void;
  onClose: () => void;
  /** Shows on the map what a file holds. */
  onLook: (shapes: AreaFileCheck['shapes']) => void;
}

/** Brings areas from a file: look at it, choose its columns, store it. The map shows what it holds meanwhile. */
export function AreaImport({ onStored, onClose, onLook }: AreaImportProps) {
  const { t } = useTranslation();
  const check = useCheckAreaFile();
  const store = useStoreAreaFile();
  const showPreview = useAreasStore((areas) => areas.showPreview);
  const [file, setFile] = useState<File | null>(null);
  const [choice, setChoice] = useState<AreaFileChoice>({});
  const [name, setName] = useState('');
  const [share, setShare] = useState(0);
  const [isTooLarge, setIsTooLarge] = useState(false);
  useEffect(() => () => showPreview(null), [showPreview]);

  const look = (chosen: File, how: AreaFileChoice, isFirst: boolean): void => {
    setFile(chosen);
    setChoice(how);
    setShare(0);
    check.mutate(
      { file: chosen, choice: how, onProgress: setShare },
      {
        onSuccess(found) {
          if (!found) return;
          showPreview(found.shapes);
          if (isFirst) onLook(found.shapes);
        },
      },
    );
  };
  const start = (chosen: File): void => {
    setIsTooLarge(chosen.size > MAX_AREA_FILE_BYTES);
    if (chosen.size > MAX_AREA_FILE_BYTES) return;
    setName(chosen.name.replace(/(?:\.\w{1,8})+$/u, '').slice(0, 80));
    look(chosen, {}, true);
  };
  const found = check.data;
  const isBusy = check.isPending || store.isPending;
  const problem = isTooLarge
    ? t('areas.tooLarge')
    : check.error
      ? errorText(t, check.error)
      : store.error
        ? errorText(t, store.error)
        : null;
  return (
    <Stack component="section" py={10} px={11} bdrs={8} bg="var(--lw-raised)" aria-label={t('areas.bring')}>
      <Text component="h3" fw={600} c="bright">
        {t('areas.bring')}
      </Text>
      <FileDrop
        label={t(file ? 'areas.otherFile' : 'form.chooseFile')}
        text={file ? undefined : t('form.dropFile')}
        hint={t('areas.bringText')}
        endings={OFFERED_FILES}
        disabled={isBusy}
        tone={file ? 'plain' : 'primary'}
        onFiles={([chosen]) => chosen && start(chosen)}
      />
      <Group>
        <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
      </Group>
      {isBusy && <ProgressBar label={t('areas.reading')} progress={share < 1 ? share : null} />}
      {problem !== null && <Problem>{problem}</Problem>}
      {file && found && (
        <Stack
          component="form"
          data-computing={isBusy || undefined}
          onSubmit={(event) => {
            event.preventDefault();
            setShare(0);
            store.mutate(
              { file, choice, name: name.trim(), onProgress: setShare },
              { onSuccess: (set) => set && onStored(set) },
            );
          }}
        >
          <Text size="xs" c="var(--lw-ink)">
            {t('areas.found', {
              name: file.name,
              features: formatNumber(found.features),
              areas: formatNumber(found.areas),
            })}
          </Text>
          <TextField label={t('areas.setName')} value={name} onChange={setName} />
          <AreaFileReading check={found} choice={choice} onChange={(how) => look(file, how, false)} />
          <AreaFileProblems check={found} />
          <Group>
            <TextButton
              type="submit"
              tone="primary"
              disabled={isBusy || found.areas === 0 || name.trim() === '' || name.trim().length > 80}
            >
              {t('areas.store', { number: formatNumber(found.areas) })}
            </TextButton>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}
