import { useTranslation } from 'react-i18next';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { Choice } from '../../components/choice.tsx';
import { FittingNumberField } from '../../components/fitting-number-field.tsx';
import { RANGE_LIMITS } from './range-handles.ts';
import styles from './range-editor.module.css';
import type { SeenRange } from './range-trial.store.ts';

/** What a sector begins with: most corners of a street see about so much. */
const FIRST_SECTOR = { kind: 'sector', bearingDegrees: 0, angleDegrees: 120 } as const;

export type ShapeKind = WatchShape['kind'];

interface RangeFieldsProps {
  range: SeenRange;
  kinds: readonly ShapeKind[];
  /** What is chosen though it does not hold yet: ground that is being drawn. */
  chosen?: ShapeKind | undefined;
  /** The metres are changed elsewhere. */
  isWithoutMeters?: boolean;
  /** `field` is absent where another shape was chosen. */
  onChange: (range: SeenRange, field?: RangeFieldName) => void;
  /** Somebody wants to draw the ground. */
  onDraw?: () => void;
}

export type RangeFieldName = 'meters' | 'bearingDegrees' | 'angleDegrees';

/** What a post sees: its shape, and the numbers that its shape has. */
export function RangeFields({ range, kinds, chosen, isWithoutMeters = false, onChange, onDraw }: RangeFieldsProps) {
  const { t } = useTranslation();
  const { shape, detectionRangeMeters } = range;

  const choose = (kind: ShapeKind): void => {
    if (kind === 'ground') onDraw?.();
    else if (kind === shape.kind) onChange(range);
    else onChange({ ...range, shape: kind === 'sector' ? FIRST_SECTOR : { kind: 'disk' } });
  };
  const field = (name: RangeFieldName, value: number, apply: (value: number) => SeenRange) => (
    <FittingNumberField
      label={t(`lookoutRange.${name}`)}
      unit={name === 'meters' ? 'm' : '°'}
      value={value}
      {...RANGE_LIMITS[name]}
      step={name === 'meters' ? 10 : 1}
      onChange={(next) => onChange(apply(next), name)}
    />
  );
  return (
    <>
      <Choice
        label={t('lookoutRange.kind')}
        value={chosen ?? shape.kind}
        onChange={choose}
        options={kinds.map((value) => ({ value, label: t(`lookoutRange.kinds.${value}`) }))}
      />
      {(shape.kind === 'sector' || (shape.kind === 'disk' && !isWithoutMeters)) && (
        <div className={styles.numbers}>
          {!isWithoutMeters &&
            field('meters', Math.round(detectionRangeMeters), (meters) => ({ ...range, detectionRangeMeters: meters }))}
          {shape.kind === 'sector' && (
            <>
              {field('bearingDegrees', Math.round(shape.bearingDegrees) % 360, (bearingDegrees) => ({
                ...range,
                shape: { ...shape, bearingDegrees },
              }))}
              {field('angleDegrees', Math.round(shape.angleDegrees), (angleDegrees) => ({
                ...range,
                shape: { ...shape, angleDegrees },
              }))}
            </>
          )}
        </div>
      )}
    </>
  );
}
