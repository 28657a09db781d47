import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useImportStore } from './import.store.ts';
import { useImport } from './imports.api.ts';
import { createImportLayers } from './import-preview.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';

const NONE: readonly Layer[] = [];

/** Layers of the import tab: where the rows of the file lie, by its last dry run. None while the tab is closed, or once they are imported. */
export function useImportLayers(theme: Theme): readonly Layer[] {
  const { isOpen, importId, step } = useImportStore();
  const one = useImport(isOpen ? importId : null).data;
  const check = isOpen && step === 'check' && one?.state === 'checked' && one.importId === importId ? one.check : null;
  return useMemo(
    () => (check ? createImportLayers({ inside: check.places, outside: check.placesOutside }, PALETTES[theme]) : NONE),
    [check, theme],
  );
}
