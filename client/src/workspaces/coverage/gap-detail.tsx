import { Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { TrackedGap } from '@liaowang/shared/schemas/coverage';
import { Facts } from '../../components/facts.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import ground from '../../components/ground.module.css';
import { Mark } from '../../components/mark.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { UNIT_LOOK } from '../../entities/units/unit-look.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { formatArea, formatDistance, formatMoment, formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { goToThing } from '../../map/go-to.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useViewStore } from '../../map/view.store.ts';
import styles from './gaps-tab.module.css';
import { formatTravel } from './travel-text.ts';

interface GapDetailProps {
  /** Null once somebody observes the place again, or once it no longer is among those listed. */
  gap: TrackedGap | null;
  /** Whether there are more gaps than are listed: one that is gone may then still be open. */
  isListCut: boolean;
  name: string;
  openFor: string;
  onShow: () => void;
  onClose: () => void;
}

function Patrols({ patrols }: { patrols: TrackedGap['nearestPatrols'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const units = useUnitsStore((store) => store.units);
  const selection = useViewStore((view) => view.selection);
  if (patrols.length === 0) return <Text c="dimmed">{t('coverage.gaps.noPatrol')}</Text>;
  return (
    <Stack component="ul" gap="xxs" className="lw-list">
      {patrols.map(({ unitId, distanceMeters, travelSeconds }) => {
        const unit = units.get(unitId);
        return (
          <li key={unitId}>
            <button
              type="button"
              className={styles.patrol}
              title={t('coverage.gaps.patrolHint')}
              aria-pressed={selection?.kind === 'unit' && selection.id === unitId}
              onClick={() => goToThing({ kind: 'unit', id: unitId })}
            >
              {unit && <Mark {...UNIT_LOOK[unit.kind]} />}
              <Text component="span" flex={1} c="bright" truncate>
                {unit ? localName(unit.name) : unitId}
              </Text>
              {formatDistance(distanceMeters)}
              <Text component="b" miw={84} ta="right" fw={500} c="bright">
                {t('coverage.gaps.about', { duration: formatTravel(travelSeconds, language) })}
              </Text>
            </button>
          </li>
        );
      })}
    </Stack>
  );
}

/** One gap: what it costs, since when, and who could close it. */
export function GapDetail({ gap, isListCut, name, openFor, onShow, onClose }: GapDetailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const branchName = useBranchName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const lookouts = useLookouts().data;
  if (gap === null) {
    return (
      <Stack component="section" className={styles.detail} role="status">
        <Group component="header" gap="sm" wrap="nowrap">
          <Text component="strong" flex={1} fw={600} c="bright">
            {t(isListCut ? 'coverage.gaps.unlisted' : 'coverage.gaps.closed')}
          </Text>
          <IconButton label={t('common.close')} onClick={onClose}>
            <IconX />
          </IconButton>
        </Group>
        <Text c="dimmed">{t(isListCut ? 'coverage.gaps.unlistedText' : 'coverage.gaps.closedText')}</Text>
      </Stack>
    );
  }
  const lookout = lookouts?.find(({ properties }) => properties.lookoutId === gap.nearestLookout?.lookoutId);
  const since = formatMoment(parseInstant(gap.openedAt), serverNowMs(), timeZone);
  return (
    <Stack component="section" className={styles.detail} aria-label={name}>
      <Group component="header" gap="sm" wrap="nowrap">
        <Mark shape="hatch" color="var(--lw-gap-color)" />
        <Text component="strong" flex={1} fw={600} c="bright" truncate title={name}>
          {name}
        </Text>
        <TextButton onClick={onShow}>{t('coverage.gaps.fly')}</TextButton>
        <IconButton label={t('common.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      <Facts
        facts={[
          {
            label: t('coverage.gaps.openFor'),
            value: (
              <>
                {openFor}
                <br />
                <small>{t('coverage.gaps.openedAt', { time: since })}</small>
              </>
            ),
          },
          { label: t('coverage.gaps.area'), value: formatArea(gap.areaSquareMeters, language) },
          { label: t('coverage.gaps.incidents'), value: formatNumber(gap.incidentWeight, 1) },
          { label: t('coverage.gaps.households'), value: formatNumber(gap.households) },
          { label: t('coverage.gaps.branch'), value: branchName(gap.branchId) },
          {
            label: t('coverage.gaps.lookout'),
            value: gap.nearestLookout ? (
              <button
                type="button"
                className={ground.link}
                onClick={() => goToThing({ kind: 'lookout', id: gap.nearestLookout!.lookoutId })}
              >
                <Text component="span" inherit c="var(--lw-accent)">
                  {lookout ? localName(lookout.properties.name) : `#${gap.nearestLookout.lookoutId}`} ·{' '}
                  {formatDistance(gap.nearestLookout.distanceMeters)}
                </Text>
              </button>
            ) : (
              t('common.unknown')
            ),
          },
        ]}
      />
      <SectionHead quiet how={t('coverage.how.travel')}>
        {t('coverage.gaps.patrols')}
      </SectionHead>
      <Patrols patrols={gap.nearestPatrols} />
    </Stack>
  );
}
