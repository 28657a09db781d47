import type { AreaCoverage } from '@liaowang/shared/schemas/coverage';
import { useCoverageFigures } from '../../features/coverage/coverage.api.ts';
import { useCoverageView } from './coverage-view.store.ts';

/** The area that the tools speak of: the chosen one, or the first the account sees (for most the whole jurisdiction); null while unknown. */
export function useChosenArea(): AreaCoverage | null {
  const areaId = useCoverageView((view) => view.areaId);
  const areas = useCoverageFigures().data?.areas;
  return areas?.find((area) => area.areaId === areaId) ?? areas?.[0] ?? null;
}
