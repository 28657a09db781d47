import { Box, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { TrackedGap } from '@liaowang/shared/schemas/coverage';
import { KEY_AREA_KINDS, type KeyAreaKind } from '@liaowang/shared/schemas/key-area';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { RowFigures } from '../../components/row-figures.tsx';
import { kindOfArea } from '../../features/coverage/area-kind.ts';
import { useTrackedGaps } from '../../features/coverage/coverage.api.ts';
import { GAP_SORTS, findGapsOf, findTravelSeconds, sortGaps, type GapSort } from '../../features/coverage/gap-list.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { UNKNOWN, formatArea, formatDuration, formatNumber } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { mapControl } from '../../map/map-control.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { useViewStore } from '../../map/view.store.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { computeGapBounds } from './gap-bounds.ts';
import { GapDetail } from './gap-detail.tsx';
import styles from './gaps-tab.module.css';
import { formatTravel } from './travel-text.ts';
import { useChosenArea } from './use-chosen-area.ts';

/** `已 25 分 10 秒`, or `至少 …` of a gap that was there before the server. */
export function useOpenFor(): (gap: TrackedGap) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const nowMs = useNow();
  return ({ openedAt, openedEarlier }) => {
    const duration = formatDuration(nowMs - parseInstant(openedAt), language);
    return openedEarlier ? t('coverage.gaps.openAtLeast', { duration }) : t('coverage.gaps.open', { duration });
  };
}

function useKindOf(): (areaId: string) => KeyAreaKind | undefined {
  const keyAreas = useKeyAreas().data;
  return (areaId) => keyAreas?.find(({ id }) => areaId === `key-area:${id}`)?.kind;
}

interface GapRowProps {
  gap: TrackedGap;
  name: string;
  openFor: string;
  isFocused: boolean;
  onOpen: () => void;
}

function GapRow({ gap, name, openFor, isFocused, onOpen }: GapRowProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const placeName = usePlaceName();
  const travelSeconds = findTravelSeconds(gap);
  const travel = Number.isFinite(travelSeconds)
    ? t('coverage.gaps.near', { duration: formatTravel(travelSeconds, language) })
    : t('coverage.gaps.nobodyNear');
  const where = placeName(gap.labelPoint);
  return (
    <li className={styles.row} data-focused={isFocused || undefined}>
      <RowButton title={`${name}\n${where} · ${travel}`} current={isFocused} onClick={onOpen}>
        {name}
        <small>
          {travel} · {where}
        </small>
      </RowButton>
      <RowFigures value={formatArea(gap.areaSquareMeters, language)} note={openFor} />
      <RowFigures
        value={formatNumber(gap.incidentWeight, gap.incidentWeight < 10 ? 1 : 0)}
        note={formatNumber(gap.households)}
        titles={{ value: t('coverage.gaps.incidents'), note: t('coverage.gaps.households') }}
      />
    </li>
  );
}

/** The gaps of key areas that matter most, second by second. */
export default function GapsTab() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const gaps = useTrackedGaps();
  const chosen = useChosenArea();
  const kindOf = useKindOf();
  const openFor = useOpenFor();
  const keyAreas = useKeyAreas().data;
  const gapId = useCoverageView((view) => view.gapId);
  const focusGap = useCoverageView((view) => view.focusGap);
  const [sort, setSort] = useState<GapSort>('demand');
  const [isOfChosen, setOfChosen] = useState(false);
  const [kind, setKind] = useState<KeyAreaKind | 'all'>('all');

  if (!gaps.data && !gaps.error) return <SkeletonRows rows={7} label={t('coverage.gaps.loading')} />;
  if (!gaps.data)
    return (
      <Note
        tone="error"
        title={t('coverage.gaps.failed')}
        text={errorText(t, gaps.error)}
        action={{ label: t('common.retry'), onClick: () => void gaps.refetch() }}
      />
    );

  const nameOf = ({ areaId }: TrackedGap): string => {
    const area = keyAreas?.find(({ id }) => areaId === `key-area:${id}`);
    return area ? localName(area.name) : UNKNOWN;
  };
  const inArea = isOfChosen && chosen ? findGapsOf(gaps.data.gaps, chosen.areaId) : gaps.data.gaps;
  const shown = sortGaps(kind === 'all' ? inArea : inArea.filter(({ areaId }) => kindOf(areaId) === kind), sort);
  const focused = gaps.data.gaps.find((gap) => gap.gapId === gapId);
  const open = (gap: TrackedGap): void => {
    focusGap(gap.gapId);
    useViewStore.getState().follow(null);
    mapControl.fitBounds(computeGapBounds(gap.labelPoint, gap.areaSquareMeters));
  };
  const left = gaps.data.total - gaps.data.gaps.length;

  return (
    <div>
      <Group gap="sm" pl="md" pr={14} py="md">
        <Choice
          label={t('coverage.gaps.sort')}
          value={sort}
          onChange={setSort}
          options={GAP_SORTS.map((value) => ({ value, label: t(`coverage.gaps.by.${value}`) }))}
        />
        <Box component="small" ml="auto">
          {t('coverage.gaps.total', { count: gaps.data.total })}
        </Box>
        <NativeSelect
          flex="1 1 100%"
          aria-label={t('coverage.gaps.scope')}
          value={isOfChosen ? 'chosen' : kind}
          data={[
            { value: 'all', label: t('coverage.gaps.everywhere') },
            ...(chosen
              ? [
                  {
                    value: 'chosen',
                    label: t(
                      kindOfArea(chosen.areaId) === 'key-area'
                        ? 'coverage.gaps.selected'
                        : 'coverage.gaps.selectedKeyAreas',
                      { name: localName(chosen.name) },
                    ),
                  },
                ]
              : []),
            ...KEY_AREA_KINDS.map((value) => ({ value, label: t(`keyArea.kind.${value}`) })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setOfChosen(value === 'chosen');
            setKind(KEY_AREA_KINDS.find((known) => known === value) ?? 'all');
          }}
        />
      </Group>
      {gapId !== null && (
        <GapDetail
          gap={focused ?? null}
          isListCut={left > 0}
          name={focused ? nameOf(focused) : ''}
          openFor={focused ? openFor(focused) : ''}
          onShow={() => focused && open(focused)}
          onClose={() => focusGap(null)}
        />
      )}
      {keyAreas?.length === 0 ? (
        <Note title={t('coverage.gaps.noKeyAreas')} text={t('coverage.gaps.noKeyAreasText')} />
      ) : gaps.data.total === 0 ? (
        <Note title={t('coverage.gaps.none')} text={t('coverage.gaps.noneText')} />
      ) : shown.length === 0 ? (
        <Note
          title={t(left > 0 ? 'coverage.gaps.noneOfListed' : 'coverage.gaps.noneFiltered')}
          text={left > 0 ? t('coverage.gaps.noneOfListedText', { count: gaps.data.gaps.length }) : undefined}
          action={{
            label: t('coverage.gaps.showAll'),
            onClick: () => {
              setOfChosen(false);
              setKind('all');
            },
          }}
        />
      ) : (
        <>
          <div className={styles.columns}>
            <span>
              {t('coverage.gaps.list')}
              <HowNote label={t('coverage.gaps.by.travel')} text={t('coverage.how.travel')} />
            </span>
            <span>
              {t('coverage.gaps.area')}
              <br />
              {t('coverage.gaps.openFor')}
              <HowNote label={t('coverage.gaps.openFor')} text={t('coverage.how.openFor')} />
            </span>
            <span>
              {t('coverage.gaps.incidents')}
              <br />
              {t('coverage.gaps.households')}
              <HowNote label={t('coverage.gaps.by.demand')} text={t('coverage.how.demand')} />
            </span>
          </div>
          <ul className="lw-list" aria-label={t('coverage.gaps.list')}>
            {shown.map((gap) => (
              <GapRow
                key={gap.gapId}
                gap={gap}
                name={nameOf(gap)}
                openFor={openFor(gap)}
                isFocused={gap.gapId === gapId}
                onOpen={() => open(gap)}
              />
            ))}
          </ul>
        </>
      )}
      {left > 0 && (
        <Text size="xs" c="dimmed" px={14} py="md">
          {t('coverage.gaps.left', { count: left })}
        </Text>
      )}
    </div>
  );
}
