import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { Mark } from '../components/mark.tsx';
import { usePlaces } from '../entities/places/places.api.ts';
import { localName, useLanguage } from '../lib/use-language.ts';
import type { Command } from './commands.ts';
import { goToPlace, goToThing } from '../map/go-to.ts';
import { COMMANDS_GROUP, findEntries, type SearchEntry, type SearchSource } from '../map/search-entries.ts';
import styles from './search-palette.module.css';

/** Towns and other places. */
function usePlaceEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const places = usePlaces().data;
  return useMemo(
    () =>
      (places ?? []).map(({ code, name, position, confidence }): SearchEntry => ({
        group: 'places',
        id: `p${code}`,
        title: localName(name, language),
        note: confidence === 'low' || confidence === 'very-low' ? t('search.nominal') : '',
        look: { shape: 'ring', color: 'var(--lw-soft)' },
        names: [name.zh, name.en],
        target: { kind: 'place', position },
      })),
    [places, t, language],
  );
}

const PLACES: SearchSource = { group: 'places', label: (t) => t('search.places'), useEntries: usePlaceEntries };

/** What can be done, places, and every kind of thing that can be found. */
function useEntries(
  commands: readonly Command[],
  ofThings: readonly SearchSource[],
): { entries: SearchEntry[]; labels: ReadonlyMap<string, string> } {
  const { t } = useTranslation();
  const sources = [PLACES, ...ofThings];
  // oxlint-disable-next-line react/hooks -- the sources were fetched once, before the box
  const found = sources.map(({ useEntries: useFound }) => useFound()).flat();
  const entries = [
    ...commands.map(({ id, keyHint, run }): SearchEntry => ({
      group: COMMANDS_GROUP,
      id: `c${id}`,
      title: t(`command.${id}`),
      note: keyHint ?? '',
      look: null,
      names: [t(`command.${id}`), id],
      target: { kind: 'command', run },
    })),
    ...found,
  ];
  return {
    entries,
    labels: new Map([
      [COMMANDS_GROUP, t('search.commands')],
      ...sources.map(({ group, label }): [string, string] => [group, label(t)]),
    ]),
  };
}

/** Search over units, places, lookouts, key areas and commands. */
export function SearchPalette({
  commands,
  sources,
  onClose,
}: {
  commands: readonly Command[];
  sources: readonly SearchSource[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { entries, labels } = useEntries(commands, sources);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => findEntries(entries, query), [entries, query]);

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, found]);

  const choose = (entry: SearchEntry | undefined) => {
    if (!entry) return;
    onClose();
    const { target } = entry;
    if (target.kind === 'command') target.run();
    else if (target.kind === 'place') goToPlace(target.position);
    else goToThing(target.selection);
  };

  return (
    <Dialog title={t('search.title')} width={560} bare place="top" onClose={onClose}>
      <div className={styles.field}>
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
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={t('search.title')} className={styles.list}>
        {found.map((entry, index) => (
          <div key={entry.id}>
            {entry.group !== found[index - 1]?.group && (
              <div className={styles.group} role="presentation">
                {labels.get(entry.group)}
              </div>
            )}
            <button
              type="button"
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.entry}
              onPointerMove={() => setActive(index)}
              onClick={() => choose(entry)}
            >
              {entry.look ? <Mark {...entry.look} /> : <span className={styles.noMark} />}
              <span className={styles.title}>{entry.title}</span>
              <span className={styles.note} data-urgent={entry.isUrgent || undefined}>
                {entry.note}
              </span>
            </button>
          </div>
        ))}
        {found.length === 0 && (
          <p className={styles.empty} role="status">
            {t('search.empty', { query: query.trim() })}
          </p>
        )}
      </div>
      <div className={styles.hint}>{t('search.hint')}</div>
    </Dialog>
  );
}
