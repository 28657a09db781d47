import { useTranslation } from 'react-i18next';
import { UNKNOWN } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useBranches } from './places.api.ts';

/** Name of a branch by its id; a dash while branches are not known yet. */
export function useBranchName(): (branchId: number | null) => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data;
  return (branchId) => {
    if (branchId === null) return t('card.noBranch');
    const branch = branches?.find(({ id }) => id === branchId);
    return branch ? localName(branch.name) : UNKNOWN;
  };
}
