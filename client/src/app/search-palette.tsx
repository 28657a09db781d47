import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { Mark } from '../components/mark.tsx';
import { useOpenCalls } from '../entities/alerts/open-calls.ts';
import { useLookouts } from '../entities/lookouts/lookouts.api.ts';
import { useKeyAreas } from '../entities/key-areas/key-areas.api.ts';
import { usePlaces } from '../entities/places/places.api.ts';
import { useRefusalText } from '../entities/units/use-refusal-text.ts';
import { CALL_LOOK, UNIT_LOOK } from '../entities/units/unit-look.ts';
import { useUnitsStore } from '../entities/units/units.store.ts';
import { localName, useLanguage } from '../lib/use-language.ts';
import type { Command } from './commands.ts';
import { goToPlace, goToThing } from '../map/go-to.ts';
import { findEntries, type SearchEntry } from './search-entries.ts';
import styles from './search-palette.module.css';

function useEntries(commands: readonly Command[]): SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const units = useUnitsStore((store) => store.units);
  const refusalText = useRefusalText();
  const lookouts = useLookouts().data;
  const places = usePlaces().data;
  const keyAreas = useKeyAreas().data;
  const calls = useOpenCalls();
  return useMemo(
    () => [
      ...commands.map(({ id, keyHint, run }): SearchEntry => ({
        group: 'commands',
        id: `c${id}`,
        title: t(`command.${id}`),
        note: keyHint ?? '',
        names: [t(`command.${id}`), id],
        target: { kind: 'command', run },
      })),
      ...(places ?? []).map(({ code, name, position, confidence }): SearchEntry => ({
        group: 'places',
        id: `p${code}`,
        title: localName(name, language),
        note: confidence === 'low' || confidence === 'very-low' ? t('search.nominal') : '',
        names: [name.zh, name.en],
        target: { kind: 'place', position },
      })),
      ...(lookouts ?? []).map(({ properties: { lookoutId, number, name } }): SearchEntry => ({
        group: 'lookouts',
        id: `l${lookoutId}`,
        title: localName(name, language),
        note: t('lookout.title', { number: String(number).padStart(2, '0') }),
        names: [
          name.zh,
          name.en,
          String(number).padStart(2, '0'),
          t('lookout.title', { number: String(number).padStart(2, '0') }),
        ],
        target: { kind: 'thing', selection: { kind: 'lookout', id: lookoutId } },
      })),
      ...(keyAreas ?? []).map(({ id, name, kind }): SearchEntry => ({
        group: 'keyAreas',
        id: `k${id}`,
        title: localName(name, language),
        note: t(`keyArea.kind.${kind}`),
        names: [name.zh, name.en],
        target: { kind: 'thing', selection: { kind: 'key-area', id } },
      })),
      ...[...units.values()].map(({ id, name, kind, ...unit }): SearchEntry => ({
        group: 'units',
        id: `u${id}`,
        title: localName(name, language),
        note: calls.has(id) ? t('sos.calling') : (refusalText({ id, name, kind, ...unit }) ?? t(`unitKind.${kind}`)),
        isUrgent: calls.has(id),
        names: [name.zh, name.en, ...(calls.has(id) ? [t('sos.calling'), 'SOS'] : [])],
        target: { kind: 'thing', selection: { kind: 'unit', id } },
      })),
    ],
    [commands, places, lookouts, keyAreas, units, calls, refusalText, t, language],
  );
}

/** Search over units, places, lookouts, key areas and commands. */
export function SearchPalette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }) {
  const { t } = useTranslation();
  const entries = useEntries(commands);
  const units = useUnitsStore((store) => store.units);
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

  const markOf = ({ group, target, isUrgent }: SearchEntry): ReactNode => {
    if (group === 'lookouts') return <Mark shape="hexagon" color="var(--lw-lookout)" />;
    if (group === 'keyAreas') return <Mark shape="outline" color="var(--lw-key-area)" />;
    if (group === 'places') return <Mark shape="ring" color="var(--lw-soft)" />;
    if (isUrgent) return <Mark {...CALL_LOOK} />;
    const unit = target.kind === 'thing' ? units.get(target.selection.id) : undefined;
    return unit ? <Mark {...UNIT_LOOK[unit.kind]} /> : <span className={styles.noMark} />;
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
                {t(`search.${entry.group}`)}
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
              {markOf(entry)}
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
