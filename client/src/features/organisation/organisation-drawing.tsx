import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { useCallback, useMemo } from 'react';
import { useAsOf } from '../../lib/as-of.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useDrawLayers } from '../../map/drawn-layers.store.ts';
import { BIG_MARK_BONUS_PIXELS, findNearestMark, useHitTest, type HitTest } from '../../map/hit-test.ts';
import { MapTooltip } from '../../map/map-tooltip.tsx';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { nameOffice } from './office-tree.ts';
import type { Office, OfficeRef } from './office.ts';
import { useOffices } from './organisation.api.ts';
import { ORGANISATION_BANDS, createOrganisationLayers } from './organisation.layer.ts';

const NONE: readonly Office[] = [];
const idOf = ({ id }: Office): number => id;
const positionOf = ({ position }: Office): [number, number] => position;

interface OrganisationDrawingProps {
  chosen: OfficeRef | null;
  /** What is nearest to the seat of a branch that was given no ground; null = not known. */
  nearestGround: AreaGeometry | null;
}

/** Seats of branches and stations on the map, as they are or were on the day that is shown; a click chooses one. */
export function OrganisationDrawing({ chosen, nearestGround }: OrganisationDrawingProps) {
  const { palette } = useMapTheme();
  const language = useLanguage();
  const zoom = useMapViewStore((view) => view.zoom);
  const hovered = useMapViewStore((view) => view.hovered);
  const offices = useOffices(useAsOf()).offices ?? NONE;
  const branches = useMemo(() => offices.filter(({ kind }) => kind === 'branch'), [offices]);
  const stations = useMemo(() => offices.filter(({ kind }) => kind === 'station'), [offices]);
  const find = (ref: { kind: string; id: number } | null): Office | undefined =>
    ref === null ? undefined : offices.find(({ kind, id }) => kind === ref.kind && id === ref.id);
  const selected = find(chosen) ?? null;
  const ground = selected && (selected.area ?? (selected.kind === 'branch' ? nearestGround : null));
  useDrawLayers(
    useMemo(
      () => createOrganisationLayers({ branches, stations, chosen: selected, ground, language, palette, zoom }),
      [branches, stations, selected, ground, language, palette, zoom],
    ),
    ORGANISATION_BANDS,
  );
  useHitTest(
    useCallback<HitTest>((pointer) => findNearestMark('station', stations, { idOf, positionOf }, pointer), [stations]),
  );
  useHitTest(
    useCallback<HitTest>(
      (pointer) =>
        findNearestMark('branch', branches, { idOf, positionOf, bonusPixels: BIG_MARK_BONUS_PIXELS }, pointer),
      [branches],
    ),
  );
  const pointedAt = hovered?.kind === 'station' || hovered?.kind === 'branch' ? find(hovered) : undefined;
  return <MapTooltip text={pointedAt ? nameOffice(pointedAt, language) : null} />;
}
