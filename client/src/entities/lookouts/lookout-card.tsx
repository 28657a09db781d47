import { IconAngle, IconLink } from '@tabler/icons-react';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Mark } from '../../components/mark.tsx';
import { createPart } from '../../components/part.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { loadSection } from '../../i18n/i18n.ts';
import { formatDate } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { countDaysBetween, formatDutyHours } from './duty-text.ts';
import { RANGE_TEXTS } from './range-texts.ts';
import type { SeenRange } from './range-trial.store.ts';
import { describeRange } from './shape-text.ts';
import { usePlannedLookoutsStore } from './shown-lookouts.ts';
import { UndoRange } from './undo-range.tsx';

const RangeEditor = createPart(async () => {
  const [{ RangeEditor: component }] = await Promise.all([import('./range-editor.tsx'), loadSection(RANGE_TEXTS)]);
  return { default: component };
});

interface LookoutCardProps {
  lookout: LookoutFeature;
  branchName: string;
  nowMs: number;
  onCopyLink: () => void;
  onClose: () => void;
}

/** A fixed post: how far it sees, when, and the state of its notice board. */
export function LookoutCard({ lookout, branchName, nowMs, onCopyLink, onClose }: LookoutCardProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const mayChange = usePermission('coverage:manage');
  // A plan that is tried says itself what its lookouts see.
  const isPlanTried = usePlannedLookoutsStore(({ lookouts }) => lookouts !== null);
  const [isEditing, setIsEditing] = useState(false);
  const [saved, setSaved] = useState<{ before: SeenRange; after: SeenRange } | null>(null);
  const stopEditing = useCallback(() => setIsEditing(false), []);
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const {
    number,
    name,
    lookoutId,
    detectionRangeMeters,
    shape,
    onDuty,
    noticeBoardInspectedOn: inspectedOn,
    ...hours
  } = lookout.properties;
  const days = inspectedOn === null ? 0 : countDaysBetween(inspectedOn, formatDate(nowMs, timeZone));
  const board =
    inspectedOn === null
      ? t('lookout.neverInspected')
      : days === 0
        ? t('lookout.inspectedToday')
        : t('lookout.inspected', { date: inspectedOn, days });
  const dutyHours = formatDutyHours(hours) ?? t('lookout.allDay');

  return (
    <Card
      mark={<Mark shape="hexagon" color="var(--lw-lookout)" size={16} />}
      title={localName(name)}
      subtitle={
        <>
          {t('lookout.title', { number: String(number).padStart(2, '0') })} ·{' '}
          <StatusTag tone={onDuty ? 'good' : 'quiet'}>
            {onDuty ? t('lookout.onDuty') : t('lookout.offDuty')} {dutyHours}
          </StatusTag>
        </>
      }
      onClose={onClose}
      actions={
        <>
          {mayChange && !isPlanTried && !isEditing && (
            <TextButton onClick={() => setIsEditing(true)}>
              <IconAngle />
              {t('lookout.changeRange')}
            </TextButton>
          )}
          <TextButton onClick={onCopyLink}>
            <IconLink />
            {t('common.copyLink')}
          </TextButton>
        </>
      }
    >
      <Facts
        facts={[
          { label: t('card.range'), value: describeRange(t, { detectionRangeMeters, shape }, language) },
          { label: t('card.branch'), value: branchName },
          { label: t('lookout.board'), value: board, wide: true },
        ]}
      />
      {saved && !isEditing && (
        <UndoRange key={JSON.stringify(saved)} lookoutId={lookoutId} {...saved} onUndone={() => setSaved(null)} />
      )}
      {isEditing && !isPlanTried && (
        <Suspense fallback={null}>
          <RangeEditor
            lookout={lookout}
            onSaved={(before, after) => {
              setSaved({ before, after });
              stopEditing();
            }}
            onClose={stopEditing}
          />
        </Suspense>
      )}
    </Card>
  );
}
