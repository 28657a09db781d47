import { Box, Group, Text } from '@mantine/core';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { TextField } from '../../components/field.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Note } from '../../components/note.tsx';
import { TableExport } from '../../components/table-export.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranches, useJurisdiction } from '../../entities/places/places.api.ts';
import { UNKNOWN, formatNumber } from '../../lib/format.ts';
import { sortRows } from '../../lib/sort-rows.ts';
import { createTableFile } from '../../lib/table-file.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { BulkChange } from './bulk-steps.tsx';
import { toUnitTable } from './unit-file.ts';
import { ALL_UNITS, countConditions, filterUnits, toSearchable } from './unit-filter.ts';
import { UnitFilterFields } from './unit-filter-fields.tsx';
import { useUnitRegister } from './unit-register.api.ts';
import { useUnitRegisterStore } from './unit-register.store.ts';
import { UnitTable, useUnitColumns, type BranchName } from './unit-table.tsx';

/** Names of branches, found by their ids in no time: thousands of rows ask. */
function useBranchNames(): BranchName {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data;
  return useMemo(() => {
    const names = new Map(branches?.map(({ id, name }) => [id, localName(name)]));
    const none = t('card.noBranch');
    return (branchId) => (branchId === null ? none : (names.get(branchId) ?? UNKNOWN));
  }, [branches, localName, t]);
}

/** All units as they are registered: found, sorted, exported, several changed at once. */
export function UnitRegisterList({ asOf }: { asOf: string | null }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const city = useJurisdiction().data?.name;
  const register = useUnitRegister(asOf);
  const branchName = useBranchNames();
  const columns = useUnitColumns(branchName, asOf !== null);
  const { filter, sort, ticked, change, show } = useUnitRegisterStore();
  const [isFiltering, setIsFiltering] = useState(false);
  const [isChanging, setIsChanging] = useState(false);
  // Sorted once, then filtered: a letter more costs a look at each row and no order anew.
  const sorted = useMemo(() => {
    const { sortKey } = columns.find(({ id }) => id === sort.column) ?? columns[0]!;
    return toSearchable(sortRows(register.data ?? [], sortKey, sort.descending));
  }, [register.data, columns, sort]);
  const found = useMemo(() => filterUnits(sorted, filter), [sorted, filter]);
  const open = useCallback(({ id }: RegisteredUnit) => show(id), [show]);

  if (!register.data) return <Fetching of={register} failed={t('unitRegister.failed')} rows={9} />;
  const total = register.data.length;
  const chosen = register.data.filter(({ id }) => ticked.has(id));
  return (
    <>
      <Group px={14} pb="md" wrap="nowrap" gap="sm">
        <Box flex={1} miw={0}>
          <TextField
            label={t('unitRegister.search')}
            isLabelHidden
            placeholder={t('unitRegister.search')}
            value={filter.text}
            onChange={(text) => change({ text })}
          />
        </Box>
        <IconButton
          label={t('unitRegister.filter')}
          expanded={isFiltering}
          pressed={countConditions(filter) > 0}
          onClick={() => setIsFiltering(!isFiltering)}
        >
          <IconFilter />
        </IconButton>
        <TableExport
          note={t('unitRegister.exportNote', { count: found.length })}
          nameParts={[city ? localName(city) : '', t('unitRegister.title')]}
          blocked={found.length === 0 ? t('unitRegister.empty') : undefined}
          create={(format) => createTableFile(format, toUnitTable(found, t, branchName))}
        />
        {asOf === null && (
          <TextButton tone="primary" onClick={() => show('new')}>
            <IconPlus />
            {t('unitRegister.add')}
          </TextButton>
        )}
      </Group>
      {isFiltering && <UnitFilterFields isPast={asOf !== null} />}
      <Group px={14} pb="sm" justify="space-between" gap="sm">
        <Text size="xs" c="dimmed" role="status" className="lw-number">
          {t('unitRegister.count', { shown: formatNumber(found.length), total: formatNumber(total) })}
        </Text>
        {asOf === null && chosen.length > 0 && (
          <TextButton onClick={() => setIsChanging(true)}>
            {t('unitRegister.bulk.open', { count: chosen.length })}
          </TextButton>
        )}
      </Group>
      {found.length === 0 ? (
        <Note
          title={t(total === 0 ? 'unitRegister.none' : 'unitRegister.empty')}
          {...(total > 0 && { action: { label: t('unitRegister.clear'), onClick: () => change(ALL_UNITS) } })}
        />
      ) : (
        <UnitTable units={found} columns={columns} canTick={asOf === null} chosenId={null} onChoose={open} />
      )}
      {isChanging && (
        <BulkChange units={chosen} branchName={branchName} onClose={() => setIsChanging(false)} />
      )}
    </>
  );
}
