import { useTranslation } from 'react-i18next';
import { useCoverageFigures } from '../../features/coverage/coverage.api.ts';
import { findLargestGap, goToGap } from '../../features/coverage/largest-gap.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { goToCity } from '../../entities/places/go-to-city.ts';
import { goToThing } from '../../map/go-to.ts';
import styles from './jump-chips.module.css';
import { useViewStore } from '../../map/view.store.ts';

/** One click to the town core, each key area and the largest gap. */
export function JumpChips() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const selection = useViewStore((view) => view.selection);
  const keyAreas = useKeyAreas().data ?? [];
  const figures = useCoverageFigures().data;
  const gapArea = figures && findLargestGap(figures);
  // The town core is where most happens: it comes first.
  const areas = [...keyAreas].sort((a, b) => Number(b.kind === 'town-core') - Number(a.kind === 'town-core'));
  return (
    <nav className={styles.chips} aria-label={t('map.jumps')}>
      <button type="button" className={styles.chip} onClick={goToCity}>
        {t('map.wholeCity')}
      </button>
      {gapArea && (
        <button type="button" className={styles.chip} data-gap onClick={() => goToGap(gapArea)}>
          {t('strip.gap')}
        </button>
      )}
      {areas.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={styles.chip}
          aria-current={(selection?.kind === 'key-area' && selection.id === id) || undefined}
          onClick={() => goToThing({ kind: 'key-area', id })}
        >
          {localName(name)}
        </button>
      ))}
    </nav>
  );
}
