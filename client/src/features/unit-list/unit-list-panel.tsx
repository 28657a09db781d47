import { Box, Group, Stack, Text } from '@mantine/core';
import { IconBookmark, IconColumns3, IconFilter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Toggles, TextField } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useHold } from '../../components/use-hold.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { formatNumber } from '../../lib/format.ts';
import { ExportButton } from './export-button.tsx';
import { FilterSection } from './filter-section.tsx';
import { SavedSection } from './saved-section.tsx';
import { useUnitListStore } from './unit-list.store.ts';
import { UnitTable } from './unit-table.tsx';
import { UNIT_COLUMNS, WHOLE_LIST, countConditions, type SortColumn } from './unit-view.ts';
import styles from './unit-list.module.css';
import { useListedUnits } from './use-listed-units.ts';

/** What stands open above the rows. */
type Section = 'filter' | 'columns' | 'saved';

const SECTIONS: readonly { id: Section; Icon: typeof IconFilter }[] = [
  { id: 'filter', Icon: IconFilter },
  { id: 'columns', Icon: IconColumns3 },
  { id: 'saved', Icon: IconBookmark },
];

function ColumnsSection() {
  const { t } = useTranslation();
  const columns = useUnitListStore((store) => store.view.columns);
  const change = useUnitListStore((store) => store.change);
  return (
    <Toggles
      label={t('unitList.section.columns')}
      options={UNIT_COLUMNS.map((value) => ({ value, label: t(`unitList.column.${value}`) }))}
      value={columns}
      onChange={(chosen) => change({ columns: chosen })}
    />
  );
}

/** Columns of which more is more urgent begin with most. */
const DESCENDING_FIRST: ReadonlySet<SortColumn> = new Set(['speed', 'contact']);

/** The units as a list beside the map: found, sorted, exported. */
export function UnitListPanel() {
  const { t } = useTranslation();
  const { view, change, close } = useUnitListStore();
  const [section, setSection] = useState<Section | null>(null);
  const hold = useHold();
  const { isKnown, units, total, facts, isOutdated, refresh } = useListedUnits(view, hold.isHeld);
  const branchName = useBranchName();
  const conditions = countConditions(view);
  const sortBy = (column: SortColumn) =>
    change({
      sort: {
        column,
        descending: view.sort.column === column ? !view.sort.descending : DESCENDING_FIRST.has(column),
      },
    });
  return (
    <Panel
      title={t('unitList.title')}
      className={styles.panel}
      extra={
        <Group className={styles.head ?? ''} gap="xxs" wrap="nowrap">
          <Text component="span" truncate size="xs" c="dimmed" miw={0} flex={1} role="status">
            {isKnown &&
              t('unitList.count', {
                count: units.length,
                shown: formatNumber(units.length),
                total: formatNumber(total),
              })}
          </Text>
          {SECTIONS.map(({ id, Icon }) => (
            <IconButton
              key={id}
              label={t(`unitList.section.${id}`)}
              expanded={section === id}
              onClick={() => setSection(section === id ? null : id)}
            >
              <Icon data-on={(id === 'filter' && conditions > 0) || undefined} />
            </IconButton>
          ))}
          <ExportButton units={units} columns={view.columns} facts={facts} />
          <IconButton label={t('common.close')} onClick={close}>
            <IconX />
          </IconButton>
        </Group>
      }
    >
      <Box px={14} pb="md">
        <TextField
          label={t('unitList.search')}
          isLabelHidden
          placeholder={t('unitList.search')}
          value={view.text}
          onChange={(text) => change({ text })}
        />
      </Box>
      {section && (
        <Stack align="flex-start" px={14} pb="md" flex="none">
          {section === 'filter' && <FilterSection />}
          {section === 'columns' && <ColumnsSection />}
          {section === 'saved' && <SavedSection />}
        </Stack>
      )}
      {/* Around the note, too: the pointer may leave while nothing fits. */}
      <div className={styles.found} {...hold.props}>
        {!isKnown ? (
          <SkeletonRows rows={8} label={t('common.loading')} />
        ) : units.length === 0 ? (
          <Note
            title={t(total === 0 ? 'unitList.none' : 'unitList.empty')}
            {...(total > 0 && {
              action: { label: t('unitList.clear'), onClick: () => change({ ...WHOLE_LIST, columns: view.columns }) },
            })}
          />
        ) : (
          <UnitTable units={units} facts={facts} view={view} branchName={branchName} onSort={sortBy} />
        )}
      </div>
      {isOutdated && (
        <Group
          className="lw-ruled"
          wrap="nowrap"
          justify="space-between"
          fz="xs"
          c="dimmed"
          py="sm"
          px={14}
          flex="none"
          role="status"
        >
          {t('unitList.held')}
          <TextButton onClick={refresh}>{t('unitList.refresh')}</TextButton>
        </Group>
      )}
    </Panel>
  );
}
