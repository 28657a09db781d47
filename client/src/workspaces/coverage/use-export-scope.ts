import { useTranslation } from 'react-i18next';
import { useInstallation } from '../../entities/accounts/session.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { useChosenArea } from './use-chosen-area.ts';
import type { ExportScope } from './export-files.ts';
import { resolveComparison, resolveWindow } from './window-choice.ts';

/** What the workspace shows, as exports and the brief take it: the chosen area, windows, and names in the page's language. */
export function useExportScope(): { readScope: (nowMs: number) => ExportScope; areaName: string } {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const installation = useInstallation().data;
  const branches = useBranches().data;
  const lookouts = useLookouts().data;
  const chosenId = useCoverageView((view) => view.areaId);
  const window = useCoverageView((view) => view.window);
  const compare = useCoverageView((view) => view.compare);
  const weeks = useCoverageView((view) => view.hourWeeks);
  const area = useChosenArea();
  const nameIn = <T extends { name: Parameters<typeof localName>[0] }>(found: T | undefined): string =>
    found ? localName(found.name) : '';
  return {
    areaName: area ? localName(area.name) : t('brief.allAreas'),
    readScope: (nowMs) => {
      const span = resolveWindow(window, nowMs);
      const { units } = useUnitsStore.getState();
      return {
        chosenId,
        areaId: area?.areaId ?? 'jurisdiction',
        window: span,
        comparison: resolveComparison(compare, window, nowMs),
        weeks,
        city: installation ? localName(installation.jurisdictionName) : '',
        isDemo: installation?.demo ?? false,
        names: {
          t,
          timeZone,
          localName,
          branchName: (id) => nameIn(branches?.find((branch) => branch.id === id)),
          lookoutName: (id) => nameIn(lookouts?.find(({ properties }) => properties.lookoutId === id)?.properties),
          unitName: (id) => nameIn(units.get(id)),
        },
      };
    },
  };
}
