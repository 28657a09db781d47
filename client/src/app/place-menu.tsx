import { Menu } from '@mantine/core';
import {
  IconClipboard,
  IconHistory,
  IconMapPinPlus,
  IconRuler2,
  IconShare2,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePlaceStore } from '../features/around/place.store.ts';
import { formatCopied } from '../components/place-fact.tsx';
import { usePermission } from '../lib/permission.store.ts';
import { useRulerStore } from '../map/ruler.ts';
import { useViewStore } from '../map/view.store.ts';
import { copyText } from '../components/copy-text.ts';
import { usePlaceMenuStore } from './place-menu.store.ts';

/** What can be done at a place of the map: opened there by a right click, a finger that rests, or a key. */
export function PlaceMenu() {
  const { t } = useTranslation();
  const menu = usePlaceMenuStore((store) => store.menu);
  const close = usePlaceMenuStore((store) => store.close);
  const mark = usePlaceStore((store) => store.mark);
  const mayReport = usePermission('incidents:report');
  // On a wall no card would show the answer.
  const isWall = useViewStore((view) => view.wall);
  const mayViewLive = usePermission('live:view') && !isWall;
  const mayViewIncidents = usePermission('incidents:view') && !isWall;
  if (!menu) return null;
  const { place, at } = menu;
  const measure = () => {
    useViewStore.getState().setRuler(true);
    const { clear, add } = useRulerStore.getState();
    clear();
    add(place);
  };
  const share = () => {
    // The address says it from here on.
    mark(place);
    copyText(location.href, { done: t('common.linkCopied'), refused: t('common.linkNotCopied') });
  };
  const copy = () => copyText(formatCopied(place), { done: t('common.copied'), refused: t('common.notCopied') });
  return (
    <Menu
      key={`${at.x} ${at.y}`}
      opened
      onChange={(isOpen) => !isOpen && close()}
      position="bottom-start"
      offset={2}
      hideDetached={false}
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span
          aria-label={t('placeMenu.label')}
          style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {mayReport && (
          <Menu.Item leftSection={<IconMapPinPlus />} onClick={() => useViewStore.getState().startReport(place)}>
            {t('report.here')}
          </Menu.Item>
        )}
        {mayViewLive && (
          <Menu.Item leftSection={<IconUsersGroup />} onClick={() => mark(place, { section: 'nearest' })}>
            {t('placeMenu.nearest')}
          </Menu.Item>
        )}
        {mayViewIncidents && (
          <Menu.Item leftSection={<IconHistory />} onClick={() => mark(place, { section: 'incidents' })}>
            {t('placeMenu.incidents')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconRuler2 />} onClick={measure}>
          {t('placeMenu.measure')}
        </Menu.Item>
        <Menu.Item leftSection={<IconClipboard />} onClick={copy}>
          {t('common.copyCoordinates')}
        </Menu.Item>
        <Menu.Item leftSection={<IconShare2 />} onClick={share}>
          {t('placeMenu.share')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
