import { Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { Note } from '../../components/note.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useCoverageFigures } from '../../features/coverage/coverage.api.ts';
import { keyAreaIdOf } from '../../features/coverage/largest-gap.ts';
import { formatDutyHours } from '../../entities/lookouts/duty-text.ts';
import { useOwnLookouts } from './own-lookouts.ts';
import { formatArea, formatShare } from '../../lib/format.ts';
import { liesOverRoom } from '../../lib/takes-keys.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { AgeDetail } from './age-detail.tsx';
import { DetailLoading, DetailRow, DetailRule } from './figure-detail-row.tsx';
import styles from './figure-detail.module.css';
import { IncidentsDetail } from './incidents-detail.tsx';
import { goToThing } from '../../map/go-to.ts';
import { UnitsDetail } from './units-detail.tsx';

export type DetailKind = 'units' | 'lookouts' | 'coverage' | 'incidents' | 'age';

function LookoutsDetail() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useOwnLookouts();
  if (!lookouts) return <DetailLoading />;
  if (lookouts.length === 0) return <Note title={t('detail.empty')} />;
  const groups = [false, true].map((onDuty) => ({
    onDuty,
    members: lookouts.filter(({ properties }) => properties.onDuty === onDuty),
  }));
  return groups.map(
    ({ onDuty, members }) =>
      members.length > 0 && (
        <section key={String(onDuty)} aria-labelledby={`lookouts-${onDuty}`}>
          <h3 id={`lookouts-${onDuty}`}>{t(onDuty ? 'detail.onDuty' : 'detail.offDuty', { count: members.length })}</h3>
          <ul className="lw-list">
            {members.map(({ properties }) => (
              <DetailRow
                key={properties.lookoutId}
                name={
                  <>
                    {String(properties.number).padStart(2, '0')} · {localName(properties.name)}
                  </>
                }
                value={
                  <StatusTag tone={properties.onDuty ? 'good' : 'quiet'}>
                    {t(properties.onDuty ? 'lookout.onDuty' : 'lookout.offDuty')}{' '}
                    {formatDutyHours(properties) ?? t('lookout.allDay')}
                  </StatusTag>
                }
                onOpen={() => goToThing({ kind: 'lookout', id: properties.lookoutId })}
              />
            ))}
          </ul>
        </section>
      ),
  );
}

function CoverageDetail() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const figures = useCoverageFigures().data;
  const areas = figures?.areas.filter((area) => keyAreaIdOf(area) !== null).sort((a, b) => a.share - b.share) ?? [];
  if (!figures) return <DetailLoading />;
  if (areas.length === 0) return <Note title={t('detail.empty')} />;
  return (
    <>
      <Group gap="lg" justify="flex-end" px="md" pb="xxs" fz="xs" c="dimmed">
        <span>{t('keyArea.unobserved')}</span>
        <span>{t('keyArea.share')}</span>
      </Group>
      <ul className="lw-list">
        {areas.map((area) => (
          <DetailRow
            key={area.areaId}
            name={localName(area.name)}
            value={
              <>
                <Text component="span" c="dimmed" mr={14}>
                  {area.largestGap ? formatArea(area.largestGap.areaSquareMeters, language) : t('keyArea.noGap')}
                </Text>
                {formatShare(area.share)}
              </>
            }
            onOpen={() => goToThing({ kind: 'key-area', id: keyAreaIdOf(area) ?? 0 })}
          />
        ))}
      </ul>
      <DetailRule>
        {t('detail.coverageRule')}
        {language === 'en' ? ' ' : ''}
        {t('detail.observers', figures.observers)}
      </DetailRule>
    </>
  );
}

const DETAILS = {
  units: UnitsDetail,
  lookouts: LookoutsDetail,
  coverage: CoverageDetail,
  incidents: IncidentsDetail,
  age: AgeDetail,
} as const;

/** What a figure of the strip counts, as a list above it. */
export function FigureDetail({ kind, onClose }: { kind: DetailKind; onClose: () => void }) {
  const { t } = useTranslation();
  const Detail = DETAILS[kind];
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || liesOverRoom(event.target)) return;
      event.preventDefault();
      onClose();
    };
    // Before the map's own Esc, which would drop the selection.
    addEventListener('keydown', closeOnEscape, { capture: true });
    return () => removeEventListener('keydown', closeOnEscape, { capture: true });
  }, [onClose]);
  return (
    <section className={styles.panel} aria-label={t(`detail.${kind}Title`)}>
      <Group component="header" justify="space-between" wrap="nowrap" pl={14} pr="md" pt="md" pb="xs">
        <Text component="h2" fw={600} c="bright">
          {t(`detail.${kind}Title`)}
        </Text>
        <IconButton label={t('common.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      <div className={styles.body}>
        <Detail onClose={onClose} />
      </div>
    </section>
  );
}
