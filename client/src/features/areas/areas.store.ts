import type { AreaTable, AreaTableAsk } from '@liaowang/shared/analysis/hotspots/areas/area-table';
import type { AreaFileCheck, AreaSetWithAreas } from '@liaowang/shared/schemas/area-set';
import { LEAST_CORNERS, type LngLat } from '@liaowang/shared/schemas/geometry';
import { create } from 'zustand';

/** A table with the set and the windows that it is of. */
export interface CountedAreas {
  set: AreaSetWithAreas;
  table: AreaTable;
  windows: AreaTableAsk['windows'];
}

interface AreasState {
  /** The tab is open: the map shows it. */
  isOpen: boolean;
  /** The latest table; it stays until the next one is there. */
  counted: CountedAreas | null;
  isComputing: boolean;
  hasFailed: boolean;
  /** The area pointed at. */
  hoveredId: number | null;
  /** Shapes of a file that is being looked at; the map shows them alone. */
  preview: AreaFileCheck['shapes'] | null;
  /** Corners of the area that is being drawn, and where the pointer is; null = nothing is. */
  drawing: { corners: readonly LngLat[]; pointer: LngLat | null; isClosed: boolean } | null;
  hover: (hoveredId: number | null) => void;
  showPreview: (preview: AreasState['preview']) => void;
  startDrawing: () => void;
  addCorner: (corner: LngLat) => void;
  moveTo: (pointer: LngLat | null) => void;
  takeCornerBack: () => void;
  /** With three corners or more: the shape is done. */
  closeShape: () => void;
  stopDrawing: () => void;
}

export const NOTHING_COUNTED = {
  isOpen: false,
  counted: null,
  isComputing: false,
  hasFailed: false,
  hoveredId: null,
  preview: null,
  drawing: null,
};

/** What the areas tab has counted, what is pointed at, and what is being drawn. */
export const useAreasStore = create<AreasState>()((set) => {
  const draw = (change: (drawing: NonNullable<AreasState['drawing']>) => AreasState['drawing']) =>
    set(({ drawing }) => (drawing ? { drawing: change(drawing) } : {}));
  return {
    ...NOTHING_COUNTED,
    hover: (hoveredId) => set({ hoveredId }),
    showPreview: (preview) => set({ preview }),
    startDrawing: () => set({ drawing: { corners: [], pointer: null, isClosed: false } }),
    addCorner: (corner) =>
      draw((drawing) => (drawing.isClosed ? drawing : { ...drawing, corners: [...drawing.corners, corner] })),
    moveTo: (pointer) => draw((drawing) => ({ ...drawing, pointer })),
    takeCornerBack: () => draw((drawing) => ({ ...drawing, corners: drawing.corners.slice(0, -1), isClosed: false })),
    closeShape: () =>
      draw((drawing) =>
        drawing.corners.length < LEAST_CORNERS ? drawing : { ...drawing, isClosed: true, pointer: null },
      ),
    stopDrawing: () => set({ drawing: null }),
  };
});
