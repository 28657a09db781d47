import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NumberField, SelectField } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { formatShare } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { RuleFieldsProps, RulePage } from './rule-page.ts';
import { NEW_SCHEDULE, checkWhole } from './rule.validation.ts';

/** What the server takes: shared/src/schemas/coverage-rule.ts. */
export const AREA_UNCOVERED_LIMITS = {
  maxUnseenMinutes: { min: 1, max: 1440 },
  minSeenPercent: { min: 5, max: 100 },
} as const;

const toPercent = (share: number | null): number | null => (share === null ? null : Math.round(share * 1e6) / 1e4);

function Fields({ params, change, problemOf }: RuleFieldsProps<'area-uncovered'>) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const areas = useKeyAreas().data ?? [];
  return (
    <>
      <SelectField
        label={t('rules.keyArea')}
        value={String(params.keyAreaId ?? '')}
        options={areas.map(({ id, name }) => ({ value: String(id), label: localName(name) }))}
        problem={problemOf('keyAreaId')}
        onChange={(value) => change({ keyAreaId: Number(value) })}
      />
      <Group grow align="start" wrap="nowrap">
        <NumberField
          label={t('rules.maxUnseen')}
          unit={t('rules.minutes')}
          value={params.maxUnseenMinutes}
          {...AREA_UNCOVERED_LIMITS.maxUnseenMinutes}
          step={5}
          problem={problemOf('maxUnseenMinutes')}
          onChange={(maxUnseenMinutes) => change({ maxUnseenMinutes })}
        />
        <NumberField
          label={t('rules.minSeen')}
          extra={<HowNote label={t('rules.minSeen')} text={t('rules.how.minSeen')} />}
          unit="%"
          value={toPercent(params.minSeenShare)}
          {...AREA_UNCOVERED_LIMITS.minSeenPercent}
          step={5}
          problem={problemOf('minSeenShare')}
          onChange={(percent) => change({ minSeenShare: percent === null ? null : percent / 100 })}
        />
      </Group>
    </>
  );
}

/** "This key area: never more than so long unseen." */
export const areaUncoveredPage: RulePage<'area-uncovered'> = {
  // A school gate in the afternoon.
  start: (areaId) => ({
    params: { keyAreaId: areaId, maxUnseenMinutes: 20, minSeenShare: 0.8 },
    schedule: NEW_SCHEDULE,
  }),
  validate: ({ keyAreaId, maxUnseenMinutes, minSeenShare }) => ({
    ...(keyAreaId === null && { keyAreaId: { key: 'noArea' } }),
    ...checkWhole('maxUnseenMinutes', maxUnseenMinutes, AREA_UNCOVERED_LIMITS.maxUnseenMinutes),
    ...checkWhole('minSeenShare', toPercent(minSeenShare), AREA_UNCOVERED_LIMITS.minSeenPercent),
  }),
  Fields,
  name: ({ keyAreaId }, { areaNameOf }) => areaNameOf(keyAreaId),
  sentence: ({ maxUnseenMinutes, minSeenShare }, when, { t }) =>
    t('rules.sentence', { when, minutes: maxUnseenMinutes, percent: Math.round(minSeenShare * 100) }),
  // In its hours, but the record is too short to say.
  reading: ({ state, reading: { seenShare } }, { t }) => ({
    text: seenShare === null ? null : t('rules.seenNow', { share: formatShare(seenShare) }),
    isUnread: seenShare === null && (state === 'kept' || state === 'waiting'),
  }),
  target: ({ params: { keyAreaId } }) => ({ kind: 'key-area', id: keyAreaId }),
};
