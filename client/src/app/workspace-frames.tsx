import { Box, Group, Stack } from '@mantine/core';
import { IconCards, IconMap, IconMapPinPlus, IconStack2 } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import { TextButton } from '../components/text-button.tsx';
import type { Workspace, WorkspacePanels, WorkspaceSheet } from '../components/workspace.ts';
import { usePlaceStore } from '../features/around/place.store.ts';
import { useViewStore } from '../map/view.store.ts';
import type { Command } from './commands.ts';
import frame from './frame.module.css';
import mapStyles from './map-frame.module.css';
import { LayersPanel, WallLegend } from './layers-panel.tsx';
import { MapAttribution, MapReadout, MapTools } from './map-tools.tsx';
import sheetStyles from './phone-frame.module.css';
import { SelectionCard } from './selection-card.tsx';
import { TopBar, WallHeader } from './top-bar.tsx';
import { useMapInsets } from './use-map-insets.ts';
import { useNoticeRoom } from './use-notice-room.ts';
import styles from './tables-frame.module.css';

interface FrameProps {
  session: Session;
  commands: readonly Command[];
  panels: WorkspacePanels;
}

/** The layers of the map, one click away: the panel of the live room would not fit beside the tables. */
function LayersButton() {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Box pos="relative" flex="none">
      {isOpen && (
        <Stack className={styles.layersPanel}>
          <LayersPanel foldable={false} />
        </Stack>
      )}
      <span className={styles.layersButton}>
        <TextButton pressed={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <IconStack2 />
          {t('layers.title')}
        </TextButton>
      </span>
    </Box>
  );
}

/** Narrow panels over the edge of the map, the layers among them. */
function MapDesk({ session, commands, panels: { left, right, above, bottom } }: FrameProps) {
  const free = useNoticeRoom();
  const hasLeft = Boolean(left);
  const panels = useMapInsets(hasLeft);
  return (
    <div className={mapStyles.panels} data-left={hasLeft || undefined} ref={panels}>
      <div className={frame.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={mapStyles.left}>{hasLeft ? left : <LayersPanel />}</div>
      <div className={mapStyles.right}>
        {right}
        <SelectionCard />
      </div>
      <div className={frame.middle} data-middle ref={free} />
      <div className={frame.tools}>
        <MapTools commands={commands} />
      </div>
      <div className={mapStyles.bottom}>
        <Group gap="xl" wrap="nowrap" miw={0}>
          {hasLeft && <LayersButton />}
          <MapReadout />
          {above}
        </Group>
        {bottom}
      </div>
    </div>
  );
}

/** What the workspace is about left, its tools right, time below. */
function TablesDesk({ session, commands, panels: { left, right, bottom } }: FrameProps) {
  const panels = useMapInsets();
  const free = useNoticeRoom();
  return (
    <div className={styles.panels} ref={panels}>
      <div className={frame.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={styles.left}>{left}</div>
      <div className={styles.right}>
        {right}
        <SelectionCard />
      </div>
      <div className={frame.middle} data-middle ref={free} />
      <Group align="flex-end" gap="lg" wrap="nowrap" className={styles.above}>
        <LayersButton />
        <MapReadout />
      </Group>
      <div className={styles.tools}>
        <MapTools commands={commands} />
      </div>
      <div className={styles.bottom}>{bottom}</div>
    </div>
  );
}

function MapWall({ panels: { wall } }: FrameProps) {
  const panels = useMapInsets();
  const free = useNoticeRoom();
  const setWall = useViewStore((view) => view.setWall);
  return (
    <div className={mapStyles.panels} data-wall ref={panels}>
      <div className={frame.top}>
        <WallHeader onLeave={() => setWall(false)} />
      </div>
      <div className={mapStyles.left}>
        <WallLegend />
      </div>
      <div className={mapStyles.right}>{wall.right}</div>
      <div className={mapStyles.bottom}>
        <MapAttribution />
        {wall.bottom}
      </div>
      <div className={frame.middle} data-middle ref={free} />
    </div>
  );
}

function TablesWall({ panels: { wall } }: FrameProps) {
  const setWall = useViewStore((view) => view.setWall);
  const panels = useMapInsets();
  const free = useNoticeRoom();
  return (
    <div className={styles.panels} data-wall ref={panels}>
      <div className={frame.top}>
        <WallHeader onLeave={() => setWall(false)} />
      </div>
      <div className={styles.left}>{wall.left}</div>
      <div className={styles.right}>{wall.right}</div>
      <div className={frame.middle} data-middle ref={free} />
    </div>
  );
}

/** On a phone the panels are sheets over the lower half of the map, one at a time. */
function Phone({
  session,
  commands,
  panels: { sheets, firstSheet, calledSheet = null },
  hasLayers,
}: FrameProps & { hasLayers: boolean }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(firstSheet);
  const selection = useViewStore((view) => view.selection);
  const place = usePlaceStore((store) => store.place);
  const report = commands.find(({ id }) => id === 'report');
  const panels = useMapInsets();
  const free = useNoticeRoom();
  const called = useRef<string | null>(null);
  useEffect(() => {
    const before = called.current;
    called.current = calledSheet;
    setOpen((id) => calledSheet ?? (id === before ? 'map' : id));
  }, [calledSheet]);
  const hasCard = selection !== null || place !== null;
  useEffect(() => setOpen((id) => (hasCard ? 'card' : id === 'card' ? 'map' : id)), [hasCard, selection, place]);
  const layers: WorkspaceSheet = {
    id: 'layers',
    icon: <IconStack2 />,
    label: t('phone.layers'),
    body: <LayersPanel foldable={false} />,
  };
  const all: readonly WorkspaceSheet[] = [
    { id: 'map', icon: <IconMap />, label: t('phone.map'), body: null },
    ...sheets,
    ...(hasLayers ? [layers] : []),
    { id: 'card', icon: <IconCards />, label: t('phone.card'), body: <SelectionCard /> },
  ];
  const body = all.find(({ id }) => id === open)?.body;
  return (
    <Stack gap="sm" className={sheetStyles.phone} ref={panels}>
      <TopBar session={session} commands={commands} isNarrow />
      <Box flex={1} mih={0} data-middle ref={free} />
      <Box pos="relative">
        <MapAttribution />
      </Box>
      {report && (
        <button type="button" className={sheetStyles.report} onClick={report.run}>
          <IconMapPinPlus />
          {t('report.submit')}
        </button>
      )}
      {body && (
        <Stack gap="sm" className={sheetStyles.sheet}>
          {body}
        </Stack>
      )}
      <nav className={sheetStyles.tabs}>
        {all.map(({ id, icon, label }) => (
          <button
            key={id}
            type="button"
            aria-current={open === id || undefined}
            disabled={id === 'card' && !hasCard}
            onClick={() => setOpen(id)}
          >
            {icon}
            {label}
          </button>
        ))}
      </nav>
    </Stack>
  );
}

const DESKS = { map: MapDesk, tables: TablesDesk } as const;
const WALLS = { map: MapWall, tables: TablesWall } as const;

/** Arranges a workspace's panels around the map, as the screen has room for them. */
export function WorkspaceFrame({
  arrangement,
  layout,
  ...props
}: FrameProps & Pick<Workspace, 'arrangement'> & { layout: 'desk' | 'phone' | 'wall' }) {
  if (layout === 'phone') return <Phone {...props} hasLayers={arrangement === 'map'} />;
  const Frame = layout === 'wall' ? WALLS[arrangement] : DESKS[arrangement];
  return <Frame {...props} />;
}

/** In place of a workspace whose code does not come. */
export function MissingWorkspace({ session, commands, note }: Omit<FrameProps, 'panels'> & { note: ReactNode }) {
  return (
    <div className={mapStyles.panels}>
      <div className={frame.top}>
        <TopBar session={session} commands={commands} />
      </div>
      <div className={mapStyles.missing}>{note}</div>
    </div>
  );
}
