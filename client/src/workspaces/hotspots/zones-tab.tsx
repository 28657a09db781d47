import { Box, Group, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InMiddle } from '../../components/in-middle.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useMatchedIncidents } from '../../features/filter/use-matched-incidents.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { MethodForm } from '../../features/zones/method-form.tsx';
import { useMethod, useMethodStore } from '../../features/zones/method.store.ts';
import { offerAction } from '../../features/zones/offer-action.ts';
import { useZones } from '../../features/zones/use-zones.ts';
import { useZonesStore } from '../../features/zones/zones.store.ts';
import { formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { BriefButton } from './brief/brief-button.tsx';
import { NEAR_REPEAT_EXPORTS, ZONE_EXPORTS } from './export/export-files.ts';
import { ExportMenu } from './export/export-menu.tsx';
import { HotspotsLegend } from '../../features/zones/zones-legend.tsx';
import { ZoneReadout } from '../../features/zones/zone-readout.tsx';
import { ZonesResult } from './zones-result.tsx';

/** A computation that is done sooner shows no bar: it would only flicker. */
const BAR_AFTER_MS = 400;
const NO_SUGGESTIONS = {};

/** Whether something has lasted for a while. */
function useLasting(isOn: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setTimeout(() => setLasts(true), BAR_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isOn]);
  return isOn && lasts;
}

/** That something is computed, how long it took, or why it was not. */
function Status({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation();
  const { answer, isComputing, progress, failure, offer } = useZonesStore();
  const lasts = useLasting(isComputing);
  const method = useMethod();
  if (failure) {
    const action = offer && offerAction(t, method, offer);
    return (
      <Note
        tone="error"
        title={t(`zones.failed.${failure}.title`)}
        text={t(`zones.failed.${failure}.text`)}
        {...(action && { action })}
      />
    );
  }
  return (
    <Group mih={18} c="dimmed" fz="xs" className="lw-number" role="status" aria-live="polite">
      {lasts ? (
        <>
          <span>{t('zones.computing')}</span>
          <Box flex={1} miw={0}>
            <ProgressBar label={t('zones.computing')} progress={progress} />
          </Box>
          <TextButton onClick={onCancel}>{t('common.cancel')}</TextButton>
        </>
      ) : answer ? (
        <span>
          {t('zones.computed', {
            count: answer.incidentCount,
            incidents: formatNumber(answer.incidentCount),
            milliseconds: formatNumber(Math.round(answer.computeMs)),
          })}
        </span>
      ) : (
        !isComputing && <span>{t('zones.cancelled')}</span>
      )}
    </Group>
  );
}

/** Where incidents are significantly many: choose a method, see its zones on the map, and whether it tells more than counting. */
export default function ZonesTab() {
  const { t } = useTranslation();
  const jurisdiction = useJurisdiction().data;
  const incidents = useMatchedIncidents();
  const method = useMethod();
  const { showsSensitivity, setShowsSensitivity, methods } = useMethodStore();
  const { answer, isComputing, setOpen } = useZonesStore();
  const study = useMemo(
    () => (jurisdiction ? { center: jurisdiction.center, boundary: jurisdiction.boundary } : null),
    [jurisdiction],
  );
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, [setOpen]);
  const cancel = useZones({
    study,
    incidents,
    method,
    wantsSensitivity: showsSensitivity,
    countsGrid: methods.counts,
    nowMs: () => serverNowMs(),
  });

  const suggestions =
    answer?.kind === 'zones' && answer.method.kind === method.kind ? answer.found.suggestions : NO_SUGGESTIONS;
  return (
    <Stack gap="lg" px={14} pt={11} pb="xl">
      <MethodForm method={method} suggestions={suggestions} />
      {method.kind === 'density' && (
        <div>
          <TextButton pressed={showsSensitivity} onClick={() => setShowsSensitivity(!showsSensitivity)}>
            {t('zones.sensitivity.toggle')}
          </TextButton>
        </div>
      )}
      {!incidents || !study ? (
        <SkeletonRows rows={6} label={t('common.loading')} />
      ) : incidents.matched.length === 0 ? (
        <Note title={t('zones.noIncidents')} text={t('zones.noIncidentsText')} />
      ) : (
        <>
          <Status onCancel={cancel} />
          <Stack gap="lg" data-computing={isComputing || undefined} aria-busy={isComputing}>
            {answer && <ZonesResult answer={answer} incidents={incidents} />}
            {answer?.kind === 'near-repeat' && answer.found.table && (
              <Group align="stretch">
                <ExportMenu exports={NEAR_REPEAT_EXPORTS} />
              </Group>
            )}
            {answer?.kind === 'zones' && (
              <Group align="stretch">
                <ExportMenu exports={ZONE_EXPORTS} />
                <BriefButton subject={{ kind: 'zones' }} />
              </Group>
            )}
          </Stack>
        </>
      )}
      <InMiddle>
        <HotspotsLegend />
      </InMiddle>
      <ZoneReadout />
    </Stack>
  );
}
