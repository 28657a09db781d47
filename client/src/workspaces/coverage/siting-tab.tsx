import { Box, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../../components/note.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import { useCoverageFigures } from '../../features/coverage/coverage.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useStartSiting } from '../../features/siting/siting.api.ts';
import { suggestSpacingMeters, toSitingRequest, type SitingForm } from '../../features/siting/siting-form.ts';
import { SitingQuestions, type SitingArea } from '../../features/siting/siting-questions.tsx';
import { SitingRuns } from '../../features/siting/siting-runs.tsx';
import { useSitingStore } from '../../features/siting/siting.store.ts';
import { UNKNOWN } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { SitingDrawBar } from '../../features/siting/siting-draw-bar.tsx';
import { SitingJob } from './siting-job.tsx';
import { useSitingMapTool } from '../../features/siting/use-siting-map-tool.ts';

/** Areas a search may be for, with their sizes where they are known. */
function useSitingAreas(): readonly SitingArea[] {
  const localName = useLocalName();
  const areas = useCoverageAreas().data ?? [];
  const figures = useCoverageFigures().data?.areas;
  return areas.map(({ areaId, name }) => ({
    areaId,
    name: localName(name),
    areaSquareMeters: figures?.find((area) => area.areaId === areaId)?.areaSquareMeters ?? null,
  }));
}

/** What stands for an area that nobody chose: the one that is looked at, else the town core, where most happens. */
function useDefaultAreaId(): string | null {
  const selected = useCoverageView((view) => view.areaId);
  const keyAreas = useKeyAreas().data;
  const areas = useCoverageAreas().data;
  if (selected !== null && selected !== 'jurisdiction') return selected;
  const core = keyAreas?.find(({ kind }) => kind === 'town-core') ?? keyAreas?.[0];
  return core ? `key-area:${core.id}` : (areas?.[0]?.areaId ?? null);
}

/** "Where should the next one stand": ask, follow the search, look at what it found. */
export default function SitingTab() {
  const { t } = useTranslation();
  const mayPlan = usePermission('coverage:plan');
  const { form, isSpacingChosen, drawn, setOpen, adopt, show } = useSitingStore();
  const jobId = useCoverageView((view) => view.jobId);
  const setJob = useCoverageView((view) => view.setJob);
  const settings = useCoverageSettings().data;
  const areas = useSitingAreas();
  const defaultAreaId = useDefaultAreaId();
  const start = useStartSiting();
  useSitingMapTool();
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, [setOpen]);

  if (!mayPlan) return <Note title={t('siting.title')} text={t('siting.mayNot')} />;
  const areaId = form.areaId ?? defaultAreaId;
  const areaSquareMeters = areas.find((area) => area.areaId === areaId)?.areaSquareMeters ?? null;
  const filled: SitingForm = {
    ...form,
    areaId,
    ...(!isSpacingChosen && { spacingMeters: suggestSpacingMeters(areaSquareMeters) }),
  };
  const areaNameOf = (id: string): string => areas.find((area) => area.areaId === id)?.name ?? UNKNOWN;
  const open = (id: string | null) => {
    show('exact');
    useSitingStore.getState().setDrawing(false);
    setJob(id);
  };
  const run = () => {
    if (!settings) return;
    start.mutate(toSitingRequest(filled, { drawn, severityWeights: settings.demand.severityWeights }), {
      onSuccess: (started) => open(started.jobId),
    });
  };

  return (
    <Stack gap={0} pt={9}>
      {jobId === null ? (
        <>
          <Text size="xs" c="dimmed" px={14} pt="xxs" pb="sm">
            {t('siting.lead')}
          </Text>
          <SitingQuestions
            areas={areas}
            form={filled}
            isStarting={start.isPending || !settings}
            refusal={start.error}
            onRun={run}
          />
          <Box component="section" px="sm" pt="md" pb="lg" className="lw-ruled" aria-label={t('siting.runs')}>
            <Box px="md">
              <SectionHead quiet>{t('siting.runs')}</SectionHead>
            </Box>
            <SitingRuns
              selectedJobId={jobId}
              areaNameOf={areaNameOf}
              onOpen={(earlier) => {
                adopt(earlier.request);
                open(earlier.jobId);
              }}
            />
          </Box>
        </>
      ) : (
        <SitingJob jobId={jobId} areaNameOf={areaNameOf} onBack={() => open(null)} />
      )}
      <SitingDrawBar />
    </Stack>
  );
}
