import { Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { isTimeZone } from '@liaowang/shared/analysis/time/is-time-zone';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { EntryForm } from '../../components/entry-form.tsx';
import { entryErrorText } from '../../components/entry-error-text.ts';
import { fieldProblem } from '../../components/field-problem.ts';
import { TextField } from '../../components/field.tsx';
import { isFitName } from '../../components/fit-name.ts';
import { NameFields } from '../../components/name-fields.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { GroundField } from '../../entities/places/ground-field.tsx';
import { callApi } from '../../lib/call-api.ts';
import { useEntryForm } from '../../lib/use-entry-form.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { BoundaryCheck } from './boundary-check.tsx';
import { BoundaryFile } from './boundary-file.tsx';
import { BOUNDARY_BANDS, createBoundaryLayer } from './boundary.layer.ts';
import { useChangeJurisdiction, useCheckBoundary, waitForRestart } from './jurisdiction.api.ts';

interface Draft {
  name: LocalizedName;
  association: LocalizedName;
  timeZone: string;
  boundary: AreaGeometry;
}

const toDraft = ({ name, association, timeZone, boundary }: Jurisdiction): Draft => ({
  name,
  association,
  timeZone,
  boundary,
});

async function readAnew() {
  const jurisdiction = await callApi('GET /jurisdiction');
  return { draft: toDraft(jurisdiction), version: jurisdiction.version };
}

/** What the city is called, its clock and its ground. Once it is saved the server starts anew, and the page with it. */
export function JurisdictionForm({ jurisdiction, onClose }: { jurisdiction: Jurisdiction; onClose: () => void }) {
  const { t } = useTranslation();
  const { palette } = useMapTheme();
  const [wasTried, setWasTried] = useState(false);
  const [isAccepted, setIsAccepted] = useState(false);
  const [isRestarting, setIsRestarting] = useState(false);
  const check = useCheckBoundary();
  const change = useChangeJurisdiction();
  const form = useEntryForm<Draft>({
    initial: toDraft(jurisdiction),
    version: jurisdiction.version,
    add: () => Promise.reject(new Error('A city is not added.')),
    change: ({ changes, since, version }) =>
      change.mutateAsync({ version, change: { ...changes, isOutsideAccepted: isAccepted, ...since } }),
    readAnew,
    onSaved() {
      setIsRestarting(true);
      void waitForRestart().then(() => location.reload());
    },
  });
  const { draft, edit, error } = form;
  const isOwn = draft.boundary !== jurisdiction.boundary;
  const { mutate: look, data: looked } = check;
  useEffect(() => {
    setIsAccepted(false);
    if (!isOwn) return;
    look(draft.boundary);
    mapControl.fitBounds(computeBounds(draft.boundary));
  }, [isOwn, draft.boundary, look]);
  const proposed = isOwn ? draft.boundary : null;
  useDrawLayers(
    useMemo(() => (proposed ? [createBoundaryLayer(proposed, palette)] : []), [proposed, palette]),
    BOUNDARY_BANDS,
  );
  const hasZone = isTimeZone(draft.timeZone.trim());
  const isAllowed = !isOwn || (looked !== undefined && !check.isPending && (looked.outside.length === 0 || isAccepted));
  if (isRestarting)
    return (
      <Stack px={14} py="md">
        <Text role="status">{t('jurisdiction.restarting')}</Text>
        <ProgressBar label={t('jurisdiction.restarting')} progress={null} />
      </Stack>
    );
  const showName = ({ zh, en }: LocalizedName): string => [zh, en].filter(Boolean).join(' / ');
  return (
    <EntryForm
      title={t('jurisdiction.edit')}
      form={form}
      fields={[
        { id: 'name', label: t('jurisdiction.name'), show: ({ name }) => showName(name) },
        { id: 'association', label: t('jurisdiction.association'), show: ({ association }) => showName(association) },
        { id: 'timeZone', label: t('jurisdiction.timeZone'), show: ({ timeZone }) => timeZone },
        { id: 'boundary', label: t('jurisdiction.boundary'), show: () => t('jurisdiction.boundary') },
      ]}
      isFit={isFitName(draft.name) && isFitName(draft.association) && hasZone && isAllowed}
      onTried={() => setWasTried(true)}
      onClose={onClose}
    >
      <Text size="xs" c="dimmed">
        {t('jurisdiction.lead')}
      </Text>
      <Text c="bright">{t('jurisdiction.name')}</Text>
      <NameFields value={draft.name} isJudged={wasTried} onChange={(name) => edit({ name })} />
      <Text c="bright">{t('jurisdiction.association')}</Text>
      <NameFields value={draft.association} isJudged={wasTried} onChange={(association) => edit({ association })} />
      <TextField
        label={t('jurisdiction.timeZone')}
        value={draft.timeZone}
        placeholder="Asia/Shanghai"
        problem={hasZone ? fieldProblem(t, error, 'timeZone') : t('jurisdiction.noZone')}
        onChange={(timeZone) => edit({ timeZone: timeZone.trim() })}
      />
      <Text c="bright">{t('jurisdiction.boundary')}</Text>
      <BoundaryFile onTake={(boundary) => edit({ boundary })} />
      <GroundField
        label={t('jurisdiction.draw')}
        value={isOwn && draft.boundary.type === 'Polygon' ? draft.boundary : null}
        onChange={(boundary) => edit({ boundary: boundary ?? jurisdiction.boundary })}
      />
      {isOwn && check.isPending && <ProgressBar label={t('jurisdiction.checking')} progress={null} />}
      {isOwn && check.error && <Problem>{entryErrorText(t, check.error)}</Problem>}
      {isOwn && looked && !check.isPending && (
        <BoundaryCheck check={looked} isAccepted={isAccepted} onAccept={setIsAccepted} />
      )}
    </EntryForm>
  );
}
