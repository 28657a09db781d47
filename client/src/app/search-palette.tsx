import { Group, Text } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWithin, readCoordinates } from '@liaowang/shared/analysis/places/coordinates-text';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { useJurisdiction } from '../entities/places/places.api.ts';
import { placeSearches } from '../entities/places/places.search.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import { formatLngLat } from '../lib/format.ts';
import { usePermission } from '../lib/permission.store.ts';
import { useLanguage } from '../lib/use-language.ts';
import { useNameReadings } from './name-readings.api.ts';
import { Dialog } from '../components/dialog.tsx';
import { Mark } from '../components/mark.tsx';
import type { Command } from './commands.ts';
import { useDialogStore } from './dialog.store.ts';
import { usePlaceStore } from '../features/around/place.store.ts';
import { CLOSE_ZOOM, goToPlace, goToThing } from '../map/go-to.ts';
import { readRecentSearches, rememberSearch } from './recent-searches.ts';
import {
  COMMANDS_GROUP,
  RECENT_GROUP,
  createIndexer,
  findEntries,
  type Reading,
  type SearchEntry,
  type SearchIndex,
  type SearchSource,
} from '../map/search-entries.ts';
import styles from './search-palette.module.css';

/** A typed place is a group of its own, before all others. */
const COORDINATES_GROUP = 'coordinates';

/** What is typed, where it gives a place by its coordinates. */
function useTypedPlace(query: string): SearchEntry | null {
  const placeName = usePlaceName();
  const boundary = useJurisdiction().data?.boundary;
  return useMemo(() => {
    if (!boundary) return null;
    const bounds = computeBounds(boundary);
    const position = readCoordinates(query, bounds);
    return (
      position && {
        group: COORDINATES_GROUP,
        id: 'coordinates',
        title: formatLngLat(position),
        // Elsewhere nothing is known to be near.
        note: isWithin(position, bounds) ? placeName(position) : '',
        look: { shape: 'ring', color: 'var(--lw-strong)' },
        names: [],
        target: { kind: 'spot', position },
      }
    );
  }, [query, boundary, placeName]);
}

/** Looked through again with each key: made once of each source's entries. */
function useIndex(entries: readonly SearchEntry[], readings: ReadonlyMap<string, Reading>): SearchIndex {
  const [indexer] = useState(createIndexer);
  return useMemo(() => indexer(entries, readings), [indexer, entries, readings]);
}

/** What can be done, places, and every kind of thing that can be found. */
function useAllIndexed(commands: readonly Command[], ofThings: readonly SearchSource[]) {
  const { t } = useTranslation();
  const readings = useNameReadings();
  const sources = [...placeSearches, ...ofThings];
  const commandEntries = useMemo(
    () =>
      commands.map(({ id, keyHint, run }): SearchEntry => ({
        group: COMMANDS_GROUP,
        id: `c${id}`,
        title: t(`command.${id}`),
        note: keyHint ?? '',
        look: null,
        names: [t(`command.${id}`), id],
        target: { kind: 'command', run },
      })),
    [commands, t],
  );
  const parts = [
    useIndex(commandEntries, readings),
    // As many as ever: the sources were fetched once, before the box.
    ...sources.map(({ useEntries }) => useIndex(useEntries(), readings)),
  ];
  return {
    // oxlint-disable-next-line react/exhaustive-deps -- there are always as many
    indexes: useMemo(() => parts, parts),
    labels: new Map([
      [RECENT_GROUP, t('search.recent')],
      [COMMANDS_GROUP, t('search.commands')],
      [COORDINATES_GROUP, t('search.coordinates')],
      ...sources.map(({ group, label }): [string, string] => [group, label(t)]),
    ]),
  };
}

/** What is searched here: of what this account, and this city, has nothing, nothing is said. */
function useRangeText(indexes: readonly SearchIndex[], labels: ReadonlyMap<string, string>): string {
  const { t } = useTranslation();
  const language = useLanguage();
  const present = new Set(indexes.flatMap(({ indexed }) => indexed[0]?.entry.group ?? []));
  const names = [...labels].flatMap(([group, label]) =>
    present.has(group) || group === COORDINATES_GROUP ? [label] : [],
  );
  const hasEarlier = usePermission('hotspots:view');
  const range = t('search.range', { groups: new Intl.ListFormat(language, { type: 'conjunction' }).format(names) });
  return hasEarlier ? `${range}${t('search.earlier')}` : range;
}

/** Search over commands, places in words or coordinates, and every kind of thing; what was chosen lately comes first. */
export function SearchPalette({
  commands,
  sources,
  username,
  onClose,
}: {
  commands: readonly Command[];
  sources: readonly SearchSource[];
  /** Whose recent choices are listed. */
  username: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { indexes, labels } = useAllIndexed(commands, sources);
  const rangeText = useRangeText(indexes, labels);
  const [query, setQuery] = useState(() => useDialogStore.getState().typed);
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const [recentIds] = useState(() => readRecentSearches(username));
  const matches = useMemo(() => findEntries(indexes, query, recentIds), [indexes, query, recentIds]);
  const typedPlace = useTypedPlace(query);
  const found = typedPlace ? [typedPlace, ...matches] : matches;

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, matches]);

  const choose = (entry: SearchEntry | undefined) => {
    if (!entry) return;
    onClose();
    const { target } = entry;
    if (target.kind !== 'command' && entry.group !== COORDINATES_GROUP) rememberSearch(username, entry.id);
    if (target.kind === 'command') {
      target.run();
      return;
    }
    // What was looked for before is found.
    const { mark } = usePlaceStore.getState();
    mark(null);
    if (target.kind === 'town') goToPlace(target.position);
    else if (target.kind === 'spot') {
      goToPlace(target.position, CLOSE_ZOOM);
      mark(target.position, { name: entry.title });
    } else goToThing(target.selection);
  };

  return (
    <Dialog title={t('search.title')} width={560} bare place="top" onClose={onClose}>
      <Group wrap="nowrap" c="dimmed" className={styles.field}>
        <IconSearch aria-hidden="true" />
        <input
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-activedescendant={found[active] && `${listId}-${active}`}
          aria-label={t('search.title')}
          placeholder={t('search.placeholder')}
          value={query}
          autoFocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            // While an input method composes Chinese, Enter and arrows are its own.
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'ArrowDown') setActive((at) => Math.min(found.length - 1, at + 1));
            else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
            else if (event.key === 'Enter') choose(found[active]);
            else if (event.key === 'Escape') onClose();
            else return;
            event.preventDefault();
          }}
        />
      </Group>
      <div ref={list} id={listId} role="listbox" aria-label={t('search.title')} className={styles.list}>
        {found.map((entry, at) => (
          <div key={entry.id}>
            {entry.group !== found[at - 1]?.group && (
              <Text size="xs" c="dimmed" px={10} pt="md" pb={3} role="presentation">
                {labels.get(entry.group)}
              </Text>
            )}
            <button
              type="button"
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              className={styles.entry}
              onPointerMove={() => setActive(at)}
              onClick={() => choose(entry)}
            >
              {entry.look ? <Mark {...entry.look} /> : <span className={styles.noMark} />}
              <Text component="span" flex={1} c="bright" truncate>
                {entry.title}
              </Text>
              <small data-urgent={entry.isUrgent || undefined}>{entry.note}</small>
            </button>
          </div>
        ))}
        {found.length === 0 && (
          <Text c="dimmed" ta="center" p={24} role="status">
            {t('search.empty', { query: query.trim() })}
            <br />
            {rangeText}
          </Text>
        )}
      </div>
      <Text size="xs" c="dimmed" px="xl" py="md" className="lw-ruled">
        {t('search.hint')}
      </Text>
    </Dialog>
  );
}
