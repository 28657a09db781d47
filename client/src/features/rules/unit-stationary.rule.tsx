import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS } from '@liaowang/shared/schemas/unit';
import { Field, NumberField, Toggles } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import styles from './rule-form.module.css';
import type { RuleFieldsProps, RulePage, RuleSpeech } from './rule-page.ts';
import { ALL_DAY, checkWhole } from './rule.validation.ts';

/** What the server takes: shared/src/schemas/unit-stationary-rule.ts. */
export const UNIT_STATIONARY_LIMITS = {
  maxMinutes: { min: 10, max: 720 },
  radiusMeters: { min: 50, max: 200 },
} as const;

/** From so many branches on only their number is said. */
const NAMED_BRANCHES = 3;

function Fields({ params, change, problemOf }: RuleFieldsProps<'unit-stationary'>) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  return (
    <>
      <Field
        label={t('rules.stationary.unitKinds')}
        extra={
          <Text component="span" size="xs" c="dimmed">
            {t('rules.stationary.noneIsAll')}
          </Text>
        }
        problem={problemOf('unitKinds')}
      >
        <Toggles
          label={t('rules.stationary.unitKinds')}
          value={params.unitKinds ?? []}
          options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
          onChange={(unitKinds) => change({ unitKinds })}
        />
      </Field>
      <Field
        label={t('rules.stationary.branches')}
        extra={
          <Text component="span" size="xs" c="dimmed">
            {t('rules.stationary.noneIsAll')}
          </Text>
        }
        problem={problemOf('branchIds')}
      >
        <div className={styles.many}>
          <Toggles
            label={t('rules.stationary.branches')}
            value={params.branchIds ?? []}
            options={branches.map(({ id, name }) => ({ value: id, label: localName(name) }))}
            onChange={(branchIds) => change({ branchIds })}
          />
        </div>
      </Field>
      <Group grow align="start" wrap="nowrap">
        <NumberField
          label={t('rules.stationary.maxMinutes')}
          unit={t('rules.minutes')}
          value={params.maxMinutes}
          {...UNIT_STATIONARY_LIMITS.maxMinutes}
          step={5}
          problem={problemOf('maxMinutes')}
          onChange={(maxMinutes) => change({ maxMinutes })}
        />
        <NumberField
          label={t('rules.stationary.radius')}
          extra={<HowNote label={t('rules.stationary.radius')} text={t('rules.stationary.how')} />}
          unit={t('rules.stationary.meters')}
          value={params.radiusMeters}
          {...UNIT_STATIONARY_LIMITS.radiusMeters}
          step={10}
          problem={problemOf('radiusMeters')}
          onChange={(radiusMeters) => change({ radiusMeters })}
        />
      </Group>
    </>
  );
}

function nameBranches(branchIds: readonly number[], { t, branchNameOf, language }: RuleSpeech): string[] {
  if (branchIds.length === 0) return [];
  return branchIds.length > NAMED_BRANCHES
    ? [t('rules.stationary.branchCount', { count: branchIds.length })]
    : [branchIds.map(branchNameOf).join(language === 'en' ? ', ' : '、')];
}

/** "These units: never longer than so many minutes within so many metres." */
export const unitStationaryPage: RulePage<'unit-stationary'> = {
  start: () => ({ params: { unitKinds: [], branchIds: [], maxMinutes: 30, radiusMeters: 100 }, schedule: ALL_DAY }),
  validate: ({ maxMinutes, radiusMeters }) => ({
    ...checkWhole('maxMinutes', maxMinutes, UNIT_STATIONARY_LIMITS.maxMinutes),
    ...checkWhole('radiusMeters', radiusMeters, UNIT_STATIONARY_LIMITS.radiusMeters),
  }),
  Fields,
  name: ({ unitKinds, branchIds }, speech) =>
    [
      unitKinds.length === 0
        ? speech.t('rules.stationary.allUnits')
        : unitKinds.map((kind) => speech.t(`unitKind.${kind}`)).join(speech.language === 'en' ? ', ' : '、'),
      ...nameBranches(branchIds, speech),
    ].join(' · '),
  sentence: ({ maxMinutes, radiusMeters }, when, { t }) =>
    t('rules.stationary.sentence', { when, minutes: maxMinutes, meters: radiusMeters }),
  reading: ({ state, subjectIds, reading: { watchedUnits } }, { t }) => ({
    text:
      state === 'resting'
        ? null
        : state === 'broken'
          ? t('rules.stationary.broken', { count: subjectIds.length, watched: watchedUnits })
          : t('rules.stationary.watched', { count: watchedUnits }),
    isUnread: false,
  }),
  target: (_rule, status) => (status?.subjectIds[0] === undefined ? null : { kind: 'unit', id: status.subjectIds[0] }),
};
