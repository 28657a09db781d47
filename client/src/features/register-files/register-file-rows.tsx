import { Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  REGISTER_ROW_ACTIONS,
  type RegisterFileCheck,
  type RegisterRow,
  type RegisterRowAction,
} from '@liaowang/shared/schemas/register-file';
import { Choice } from '../../components/choice.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { StatusTag, type StatusTone } from '../../components/status-tag.tsx';
import { formatNumber } from '../../lib/format.ts';
import { goToPlace } from '../../map/go-to.ts';

const TONES: Record<RegisterRowAction, StatusTone> = { add: 'good', change: 'plain', same: 'quiet', refuse: 'warn' };
/** Streets around a place are seen. */
const ROW_ZOOM = 15;
/** A list to be looked through, not a file. */
const SHOWN_ROWS = 200;

const countsOf = ({ added, changed, same, refused }: RegisterFileCheck): Record<RegisterRowAction, number> => ({
  add: added,
  change: changed,
  same,
  refuse: refused,
});

function RowItem({ row }: { row: RegisterRow }) {
  const { t } = useTranslation();
  const { position } = row;
  return (
    <ListRow>
      <Text
        component="span"
        size="xs"
        c="dimmed"
        className="lw-number"
        flex="none"
        w={34}
        style={{ alignSelf: 'flex-start' }}
      >
        {row.row}
      </Text>
      <Stack flex={1} miw={0} gap={2}>
        <Text component="span" c="bright" truncate>
          {row.name === '' ? t('registerFiles.unnamed') : row.name}
        </Text>
        {row.problems.map(({ field, problem, value, rows }) => (
          <Text key={`${field}${problem}`} size="xs" c="var(--lw-warn)">
            {t(`registerFiles.problem.${problem}`, {
              field: t(`registerFiles.field.${(field || 'row') as 'nameZh'}`),
              value,
              rows: rows.map((each) => formatNumber(each)).join(', '),
            })}
          </Text>
        ))}
        {row.changes.map(({ field, before, after }) => (
          <Text key={field} size="xs" c="dimmed">
            {t('registerFiles.change', {
              field: t(`registerFiles.state.${field as 'name'}`, { defaultValue: field }),
              before: before === '' ? '–' : before,
              after: after === '' ? '–' : after,
            })}
          </Text>
        ))}
      </Stack>
      {position && row.action !== 'refuse' ? (
        <button type="button" title={t('registerFiles.showRow')} onClick={() => goToPlace(position, ROW_ZOOM)}>
          <StatusTag tone={TONES[row.action]}>{t(`registerFiles.action.${row.action}`)}</StatusTag>
        </button>
      ) : (
        <StatusTag tone={TONES[row.action]}>{t(`registerFiles.action.${row.action}`)}</StatusTag>
      )}
    </ListRow>
  );
}

/** What becomes of each row of a table, those first that are not taken. */
export function RegisterFileRows({ check }: { check: RegisterFileCheck }) {
  const { t } = useTranslation();
  const counts = countsOf(check);
  const filled = REGISTER_ROW_ACTIONS.filter((action) => counts[action] > 0);
  const [chosen, setChosen] = useState<RegisterRowAction | 'all'>('all');
  const shown = chosen !== 'all' && counts[chosen] === 0 ? 'all' : chosen;
  const rows = useMemo(() => check.rows.filter(({ action }) => shown === 'all' || action === shown), [check, shown]);
  const listed = rows.slice(0, SHOWN_ROWS);
  return (
    <Stack gap="sm">
      <Choice
        label={t('registerFiles.rows')}
        value={shown}
        onChange={setChosen}
        options={[
          { value: 'all' as const, label: t('registerFiles.all') },
          ...filled.map((action) => ({
            value: action,
            label: `${t(`registerFiles.action.${action}`)} ${formatNumber(counts[action])}`,
          })),
        ]}
      />
      <ol className="lw-list" aria-label={t('registerFiles.rows')}>
        {listed.map((row) => (
          <RowItem key={row.row} row={row} />
        ))}
      </ol>
      {rows.length > listed.length && (
        <Group px={14}>
          <Text size="xs" c="dimmed">
            {t('registerFiles.more', { number: formatNumber(rows.length - listed.length) })}
          </Text>
        </Group>
      )}
    </Stack>
  );
}
