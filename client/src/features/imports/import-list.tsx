import { Box, Text } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportState, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { IconButton } from '../../components/icon-button.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { StatusTag, type StatusTone } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatNumber } from '../../lib/format.ts';
import { useMoment } from '../../lib/use-moment.ts';
import styles from './imports.module.css';
import { useImports } from './imports.api.ts';
import { ListRow } from '../../components/list-row.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { RemoveImport } from './remove-import.tsx';

interface ImportListProps {
  onOpen: (one: IncidentImport) => void;
  /** Incidents went with an import. */
  onUndone: () => void;
}

/** Shown until somebody asks for the rest. */
const FIRST_SHOWN = 30;

const TONES: Record<ImportState, StatusTone> = {
  uploaded: 'warn',
  checked: 'warn',
  committed: 'good',
  undone: 'quiet',
  discarded: 'quiet',
};

const keyOf = (one: IncidentImport): number => one.importId;

/** Earlier imports, newest first: a click goes on with one or shows what it brought. What was given up is left out. */
export function ImportList({ onOpen, onUndone }: ImportListProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const imports = useImports();
  const [isWhole, setIsWhole] = useState(false);
  const [removing, setRemoving] = useState<IncidentImport | null>(null);
  if (imports.error)
    return (
      <Note
        tone="error"
        title={t('imports.listFailed')}
        text={errorText(t, imports.error)}
        action={{ label: t('common.retry'), onClick: () => void imports.refetch() }}
      />
    );
  if (imports.isLoading) return <SkeletonRows rows={2} label={t('common.loading')} />;
  const shown = imports.data?.filter(({ state }) => state !== 'discarded') ?? [];
  const hidden = isWhole ? 0 : Math.max(0, shown.length - FIRST_SHOWN);
  if (shown.length === 0)
    return (
      <Text size="xs" c="dimmed" lh="md" my="xxs">
        {t('imports.none')}
      </Text>
    );
  return (
    <>
      <Box mx={-14}>
        <ListRows rows={shown.slice(0, shown.length - hidden)} keyOf={keyOf} rowHeightPx={46}>
          {(one, place) => {
            const { importId, fileName, state, importedCount, createdBy, createdAt, committedAt, mayChange } = one;
            const removeLabel = (label: string): string => (mayChange ? label : `${label} · ${t('errors.not-yours')}`);
            const isOpen = state === 'uploaded' || state === 'checked';
            const when = moment(committedAt ?? createdAt);
            return (
              <ListRow key={importId} {...place}>
                <RowButton
                  label={isOpen ? t('imports.continueOf', { name: fileName }) : undefined}
                  onClick={() => onOpen(one)}
                >
                  {fileName}
                  <small className={styles.facts}>
                    <StatusTag tone={TONES[state]}>{t(`imports.state.${state}`)}</StatusTag>{' '}
                    {[
                      ...(importedCount === null ? [] : [t('imports.amount', { amount: formatNumber(importedCount) })]),
                      createdBy,
                      when,
                    ].join('\u2002')}
                  </small>
                </RowButton>
                {isOpen && (
                  <IconButton
                    label={removeLabel(t('imports.discardOf', { name: fileName }))}
                    disabled={!mayChange}
                    onClick={() => setRemoving(one)}
                  >
                    <IconTrash />
                  </IconButton>
                )}
                {state === 'committed' && (
                  <IconButton
                    label={removeLabel(t('imports.undoOf', { name: fileName }))}
                    disabled={!mayChange}
                    onClick={() => setRemoving(one)}
                  >
                    <IconArrowBackUp />
                  </IconButton>
                )}
              </ListRow>
            );
          }}
        </ListRows>
      </Box>
      {hidden > 0 && (
        <TextButton onClick={() => setIsWhole(true)}>
          {t('imports.showEarlier', { amount: formatNumber(hidden) })}
        </TextButton>
      )}
      {removing && (
        <RemoveImport
          one={removing}
          onClose={() => setRemoving(null)}
          onDone={() => {
            setRemoving(null);
            if (removing.state === 'committed') onUndone();
          }}
        />
      )}
    </>
  );
}
