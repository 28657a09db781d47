import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAX_REGISTER_FILE_BYTES,
  type FileRegister,
  type RegisterFileCheck,
  type RegisterFileMapping,
} from '@liaowang/shared/schemas/register-file';
import { Choice } from '../../components/choice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { FoldSection } from '../../components/fold-section.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { createFileName, downloadBlob } from '../../lib/download.ts';
import { formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { writeXlsx } from '../../lib/xlsx.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { RegisterFileColumns } from './register-file-columns.tsx';
import { RegisterFileDone } from './register-file-done.tsx';
import { RegisterFileList } from './register-file-list.tsx';
import { REGISTER_FILE_BANDS, createRegisterFileLayer } from './register-file.layer.ts';
import { RegisterFileRows } from './register-file-rows.tsx';
import { createTemplate } from './register-template.ts';
import { useCheckRegisterFile, useReadRegisterFile } from './register-files.api.ts';

const OFFERED_FILES = '.csv,.xlsx,.json,.geojson,.zip,.kml,.kmz,.txt,.tsv';
const DEGREE_DIGITS = 5;

interface RegisterFileImportProps {
  /** The first is offered first. */
  registers: readonly FileRegister[];
  onClose: () => void;
}

/** The rows of the table that is looked at, on the map. */
function RowsDrawing({ check }: { check: RegisterFileCheck }) {
  const { palette } = useMapTheme();
  useDrawLayers(
    useMemo(() => [createRegisterFileLayer(check.rows, palette)], [check, palette]),
    REGISTER_FILE_BANDS,
  );
  return null;
}

function TemplateButton({ register }: { register: FileRegister }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const center = useJurisdiction().data?.center;
  const save = async (): Promise<void> => {
    const [lng, lat] = center ?? [0, 0];
    const table = createTemplate(register, [Number(lng.toFixed(DEGREE_DIGITS)), Number(lat.toFixed(DEGREE_DIGITS))], t);
    const title = `${t('registerFiles.template')} ${t(`registerFiles.register.${register}`)}`;
    downloadBlob(await writeXlsx([table]), createFileName([title], serverNowMs(), timeZone, 'xlsx'));
  };
  return (
    <TextButton onClick={() => void save()}>
      <IconDownload />
      {t('registerFiles.template')}
    </TextButton>
  );
}

/** Reads a table into a register: it is looked at first, on the map too, then read in one step, and can be undone. */
export function RegisterFileImport({ registers, onClose }: RegisterFileImportProps) {
  const { t } = useTranslation();
  const [register, setRegister] = useState<FileRegister>(registers[0]!);
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<RegisterFileMapping | null>(null);
  const [share, setShare] = useState(0);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const [isCorrection, setIsCorrection] = useState(false);
  const [areColumnsOpen, setAreColumnsOpen] = useState(false);
  const check = useCheckRegisterFile();
  const read = useReadRegisterFile();
  if (read.data) return <RegisterFileDone done={read.data} onClose={onClose} />;

  const look = (chosen: File, how: RegisterFileMapping | null, into: FileRegister): void => {
    setMapping(how);
    setShare(0);
    read.reset();
    check.mutate({ register: into, file: chosen, mapping: how, onProgress: setShare });
  };
  const start = (chosen: File): void => {
    setIsTooLarge(chosen.size > MAX_REGISTER_FILE_BYTES);
    if (chosen.size > MAX_REGISTER_FILE_BYTES) return;
    setFile(chosen);
    look(chosen, null, register);
  };
  const found = check.data;
  const isBusy = check.isPending || read.isPending;
  const taken = found ? found.added + found.changed : 0;
  const failed = check.error ?? read.error;
  return (
    <Stack component="section" gap={0} aria-label={t('registerFiles.title')}>
      <Stack px={14} py="md">
        <Group justify="space-between">
          <Text component="h3" fw={600} c="bright">
            {t('registerFiles.title')}
          </Text>
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
        </Group>
        {registers.length > 1 && (
          <Choice
            label={t('registerFiles.into')}
            value={register}
            options={registers.map((value) => ({ value, label: t(`registerFiles.register.${value}`) }))}
            onChange={(into) => {
              setRegister(into);
              if (file) look(file, null, into);
            }}
          />
        )}
        <FileDrop
          label={t(file ? 'registerFiles.otherFile' : 'form.chooseFile')}
          text={file ? undefined : t('form.dropFile')}
          hint={t(`registerFiles.hint.${register}`)}
          endings={OFFERED_FILES}
          disabled={isBusy}
          tone={file ? 'plain' : 'primary'}
          onFiles={([chosen]) => chosen && start(chosen)}
        />
        <Group>
          <TemplateButton register={register} />
        </Group>
        {isBusy && <ProgressBar label={t('registerFiles.reading')} progress={share < 1 ? share : null} />}
        {isTooLarge && <Problem>{t('registerFiles.tooLarge')}</Problem>}
        {failed && <Problem>{errorText(t, failed)}</Problem>}
        {file && found && (
          <Stack gap="sm" data-computing={isBusy || undefined}>
            <Text size="xs" c="var(--lw-ink)">
              {t('registerFiles.found', {
                name: file.name,
                rows: formatNumber(found.added + found.changed + found.same + found.refused),
              })}
            </Text>
            {found.leftOut.length > 0 && (
              <Text size="xs" c="dimmed">
                {t('registerFiles.leftOut', {
                  number: formatNumber(found.leftOut.length),
                  lines: found.leftOut.slice(0, 3).join(' · '),
                })}
              </Text>
            )}
            {taken > 0 && (
              <Checkbox
                size="xs"
                label={t('registerFiles.isCorrection')}
                description={t(isCorrection ? 'registerFiles.correctionNote' : 'registerFiles.fromNowNote')}
                checked={isCorrection}
                disabled={isBusy}
                onChange={({ currentTarget }) => setIsCorrection(currentTarget.checked)}
              />
            )}
            <Group>
              <TextButton
                tone="primary"
                disabled={isBusy || taken === 0}
                onClick={() => {
                  setShare(0);
                  read.mutate({ register, file, mapping, isCorrection, onProgress: setShare });
                }}
              >
                {t('registerFiles.read', { number: formatNumber(taken) })}
              </TextButton>
            </Group>
            {taken === 0 && (
              <Text size="xs" c="dimmed">
                {t('registerFiles.nothing')}
              </Text>
            )}
          </Stack>
        )}
      </Stack>
      {found && (
        <>
          <RowsDrawing check={found} />
          <FoldSection
            title={t('registerFiles.columns')}
            isOpen={areColumnsOpen}
            onToggle={() => setAreColumnsOpen(!areColumnsOpen)}
          >
            {areColumnsOpen && file && (
              <RegisterFileColumns check={found} onChange={(how) => look(file, how, register)} />
            )}
          </FoldSection>
          <Stack px={14} py="md">
            <RegisterFileRows check={found} />
          </Stack>
        </>
      )}
      {!file && <RegisterFileList registers={registers} />}
    </Stack>
  );
}
