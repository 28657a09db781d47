import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isCallForHelp, type CallForHelp } from '@liaowang/shared/schemas/alert';
import { TextButton } from '../components/text-button.tsx';
import { useAlerts } from '../entities/alerts/alerts.api.ts';
import { SosBanner, SosFrame } from '../entities/alerts/sos-banner.tsx';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { usePermission } from '../lib/permission.store.ts';
import { useLocalName } from '../lib/use-language.ts';
import { useNow } from '../lib/use-now.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { Banners } from './banners.tsx';
import { ClockNotice } from './city-clock.tsx';
import { CLOSE_ZOOM, goToPlace, goToThing } from '../map/go-to.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import styles from './notices.module.css';
import { useViewStore } from '../map/view.store.ts';

function ModeNotice({ text, action, onAction }: { text: string; action: string; onAction: () => void }) {
  return (
    <Group wrap="nowrap" className={styles.mode}>
      <span>{text}</span>
      <TextButton onClick={onAction}>{action}</TextButton>
    </Group>
  );
}

/** Top middle of the room: SOS, outages, and the mode the map is in (following, track, ruler). */
export function Notices() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const placeName = usePlaceName();
  const nowMs = useNow();
  const alerts = useAlerts().data ?? [];
  const units = useUnitsStore((store) => store.units);
  const mayAcknowledge = usePermission('alerts:acknowledge');
  const { followUnitId, trackUnitId, ruler, follow, showTrack, setRuler } = useViewStore();
  const waiting = alerts.filter(isCallForHelp).filter(({ status }) => status === 'raised');
  const nameOf = (unitId: number) => {
    const unit = units.get(unitId);
    return unit ? localName(unit.name) : `#${unitId}`;
  };
  const describe = (alert: CallForHelp) => {
    const position = alert.detail.lastPosition ?? alert.position;
    return [alert.subjectId === null ? null : nameOf(alert.subjectId), position && placeName(position)]
      .filter((part) => part !== null)
      .join(' · ');
  };
  const locate = (alert: CallForHelp) => {
    const position = alert.detail.lastPosition ?? alert.position;
    if (alert.subjectId !== null) goToThing({ kind: 'unit', id: alert.subjectId });
    // The unit of a call may be nowhere yet: then to where the button was pressed.
    if (position && (alert.subjectId === null || positionBuffer.fixOf(alert.subjectId) === null))
      goToPlace(position, CLOSE_ZOOM);
  };
  return (
    <>
      {waiting.length > 0 && <SosFrame />}
      <Stack align="center" className={styles.notices}>
        <SosBanner
          alerts={waiting}
          nowMs={nowMs}
          mayAcknowledge={mayAcknowledge}
          describe={describe}
          onLocate={locate}
        />
        <Banners />
        <ClockNotice place="below" />
        {followUnitId !== null && (
          <ModeNotice
            text={t('notice.following', { name: nameOf(followUnitId) })}
            action={t('notice.stopFollowing')}
            onAction={() => follow(null)}
          />
        )}
        {trackUnitId !== null && (
          <ModeNotice
            text={t('notice.trackOf', { name: nameOf(trackUnitId) })}
            action={t('notice.hideTrack')}
            onAction={() => showTrack(null)}
          />
        )}
        {ruler && (
          <ModeNotice text={t('notice.rulerHint')} action={t('common.close')} onAction={() => setRuler(false)} />
        )}
      </Stack>
    </>
  );
}
