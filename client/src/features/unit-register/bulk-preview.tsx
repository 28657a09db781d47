import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../components/callout.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { entryErrorText } from '../../components/entry-error-text.ts';
import type { BranchName } from '../../entities/places/branch-name.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { toTarget, type BulkOutcome, type BulkStep, type BulkTarget } from './bulk-steps.ts';

const ROW_HEIGHT_PX = 29;
/** Failures that are told one by one. */
const TOLD_FAILURES = 20;
const keyOf = ({ unit }: BulkStep): number => unit.id;

/** Each unit with what it is and what it would be. */
export function BulkPreview({
  steps,
  total,
  branchName,
}: {
  steps: readonly BulkStep[];
  total: number;
  branchName: BranchName;
}) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const say = (target: BulkTarget): string =>
    target.field === 'branch' ? branchName(target.branchId) : formatDistance(target.detectionRangeMeters);
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed" role="status">
        {t('unitRegister.bulk.preview', { count: steps.length, same: total - steps.length })}
      </Text>
      <Box mah="34vh" style={{ overflow: 'auto' }}>
        <ListRows rows={steps} keyOf={keyOf} rowHeightPx={ROW_HEIGHT_PX} label={t('unitRegister.bulk.list')}>
          {({ unit, target }, place) => (
            <ListRow key={unit.id} {...place}>
              <Text component="span" flex={1} truncate>
                {localName(unit.name)}
              </Text>
              <Group component="span" gap="xs" wrap="nowrap" className="lw-number">
                <Text component="span" c="dimmed">
                  {say(toTarget(unit, target.field))}
                </Text>
                →<span>{say(target)}</span>
              </Group>
            </ListRow>
          )}
        </ListRows>
      </Box>
    </Stack>
  );
}

/** What was changed, and what was not and why. */
export function BulkOutcomeNote({ outcome, isUndo }: { outcome: BulkOutcome; isUndo: boolean }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const { done, failed, isStopped } = outcome;
  return (
    <Stack gap="sm">
      <Text role="status">
        {t(isUndo ? 'unitRegister.bulk.undone' : 'unitRegister.bulk.done', { count: done.length })}
        {isStopped && ` ${t('unitRegister.bulk.stopped')}`}
      </Text>
      {failed.length > 0 && (
        <Callout role="alert">
          <Text>{t('unitRegister.bulk.failed', { count: failed.length })}</Text>
          {failed.slice(0, TOLD_FAILURES).map(({ unit, error }) => (
            <Text key={unit.id} size="xs">
              {localName(unit.name)} · {entryErrorText(t, error)}
            </Text>
          ))}
          {failed.length > TOLD_FAILURES && (
            <Text size="xs">{t('unitRegister.bulk.more', { count: failed.length - TOLD_FAILURES })}</Text>
          )}
        </Callout>
      )}
    </Stack>
  );
}
