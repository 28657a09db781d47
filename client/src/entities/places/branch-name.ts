import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { UNKNOWN } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useBranches } from './places.api.ts';

/** What a branch is called, by its id. */
export type BranchName = (branchId: number | null) => string;

/** Name of a branch by its id; a dash while branches are not known yet. The same function until names change: thousands of rows ask. */
export function useBranchName(): BranchName {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data;
  return useMemo(() => {
    const names = new Map(branches?.map(({ id, name }) => [id, localName(name)]));
    return (branchId) => (branchId === null ? t('card.noBranch') : (names.get(branchId) ?? UNKNOWN));
  }, [branches, localName, t]);
}
