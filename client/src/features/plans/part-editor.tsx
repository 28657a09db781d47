import { IconArrowsMove, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  computeLoopMeters,
  computeLoopRevisitMinutes,
  type PlannedLookout,
} from '@liaowang/shared/analysis/coverage/plan-observers';
import type { PatrolLoop, PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { UNIT_KINDS } from '@liaowang/shared/schemas/unit';
import { Choice } from '../../components/choice.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDistance, formatLngLat, formatNumber } from '../../lib/format.ts';
import { DutyField, NameField, RangeField } from './part-fields.tsx';
import styles from './plans.module.css';

/** Metres an arrow key moves a post; with Shift the second. */
const NUDGE_METERS = { plain: 10, shifted: 50 } as const;
const METERS_PER_DEGREE = 111_195;

/** A place moved by an arrow key, or null for every other key. */
function nudge([lng, lat]: LngLat, key: string, meters: number): LngLat | null {
  const direction = (
    { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] } as Record<string, [number, number]>
  )[key];
  if (!direction) return null;
  const degrees = meters / METERS_PER_DEGREE;
  return [lng + (direction[0] * degrees) / Math.cos((lat * Math.PI) / 180), lat + direction[1] * degrees];
}

function PositionField({ position, onChange }: { position: LngLat; onChange: (position: LngLat) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('plans.part.position')}</span>
      <button
        type="button"
        className={styles.input}
        title={t('plans.part.nudge')}
        onKeyDown={(event) => {
          const moved = nudge(position, event.key, event.shiftKey ? NUDGE_METERS.shifted : NUDGE_METERS.plain);
          if (!moved) return;
          event.preventDefault();
          onChange(moved);
        }}
      >
        <IconArrowsMove size={13} aria-hidden="true" /> {formatLngLat(position)}
      </button>
    </div>
  );
}

function EditorHead({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={styles.editorHead}>
      <strong>{title}</strong>
      <IconButton label={t('plans.part.close')} onClick={onClose}>
        <IconX />
      </IconButton>
    </header>
  );
}

/** What of a post an editor changes. */
export type PostChange = Partial<
  Pick<PlannedPost, 'name' | 'position' | 'detectionRangeMeters' | 'dutyStartMinute' | 'dutyEndMinute'>
>;

interface PostEditorProps {
  title: string;
  /** Lookouts keep their names; posts of the plan can be named. */
  name: string | null;
  post: Omit<PlannedPost, 'id' | 'name'>;
  change: PlannedLookout['change'] | 'post';
  /** The settings give all posts one range. */
  isRangeFixed: boolean;
  /** Changes of one `gesture` are one step to take back. */
  onChange: (change: PostChange, gesture?: string) => void;
  onRemove: (isRemoved: boolean) => void;
  onReset: () => void;
  onClose: () => void;
}

/** A lookout or a post of the plan: range, hours, place. */
export function PostEditor({
  title,
  name,
  post,
  change,
  isRangeFixed,
  onChange,
  onRemove,
  onReset,
  onClose,
}: PostEditorProps) {
  const { t } = useTranslation();
  const gesture = useId();
  const isRemoved = change === 'removed';
  return (
    <section className={styles.editor} aria-label={title}>
      <EditorHead title={title} onClose={onClose} />
      {isRemoved ? (
        <p className={styles.quiet}>{t('plans.part.removed')}</p>
      ) : (
        <>
          {name !== null && (
            <NameField value={name} onChange={(value) => onChange({ name: value }, `${gesture}name`)} />
          )}
          <RangeField
            rangeMeters={post.detectionRangeMeters}
            onChange={(detectionRangeMeters) => onChange({ detectionRangeMeters }, `${gesture}range`)}
          />
          {isRangeFixed && <p className={styles.warning}>{t('plans.part.rangeFixed')}</p>}
          <DutyField
            startMinute={post.dutyStartMinute}
            endMinute={post.dutyEndMinute}
            onChange={(dutyStartMinute, dutyEndMinute) => onChange({ dutyStartMinute, dutyEndMinute })}
          />
          <PositionField
            position={post.position}
            onChange={(position) => onChange({ position }, `${gesture}position`)}
          />
        </>
      )}
      <div className={styles.actions}>
        <TextButton onClick={() => onRemove(!isRemoved)}>
          {isRemoved ? t('plans.part.restore') : t('plans.part.remove')}
        </TextButton>
        {change !== 'post' && change !== 'none' && <TextButton onClick={onReset}>{t('plans.part.reset')}</TextButton>}
      </div>
    </section>
  );
}

interface LoopEditorProps {
  loop: PatrolLoop;
  onChange: (change: Partial<Omit<PatrolLoop, 'id'>>, gesture?: string) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** A patrol's round: who walks or rides it, how many, how far they see. */
export function LoopEditor({ loop, onChange, onRemove, onClose }: LoopEditorProps) {
  const { t } = useTranslation();
  const gesture = useId();
  const minutes = computeLoopRevisitMinutes(loop);
  return (
    <section className={styles.editor} aria-label={loop.name}>
      <EditorHead title={loop.name} onClose={onClose} />
      <NameField value={loop.name} onChange={(name) => onChange({ name }, `${gesture}name`)} />
      <div className={styles.row}>
        <span className={styles.label}>{t('plans.part.kind')}</span>
        <Choice
          label={t('plans.part.kind')}
          value={loop.kind}
          onChange={(kind) => onChange({ kind })}
          options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
        />
      </div>
      <label className={styles.row}>
        <span className={styles.label}>{t('plans.part.units')}</span>
        <input
          className={styles.input}
          data-narrow
          type="number"
          min={1}
          max={100}
          value={loop.unitCount}
          onChange={({ currentTarget: { valueAsNumber } }) =>
            Number.isInteger(valueAsNumber) &&
            valueAsNumber >= 1 &&
            valueAsNumber <= 100 &&
            onChange({ unitCount: valueAsNumber }, `${gesture}units`)
          }
        />
      </label>
      <RangeField
        rangeMeters={loop.rangeMeters}
        onChange={(rangeMeters) => onChange({ rangeMeters }, `${gesture}range`)}
      />
      <p className={styles.quiet}>
        {t('plans.part.revisit', {
          length: formatDistance(computeLoopMeters(loop)),
          minutes: formatNumber(minutes, minutes < 9.95 ? 1 : 0),
        })}
      </p>
      <div className={styles.actions}>
        <TextButton onClick={onRemove}>{t('plans.part.remove')}</TextButton>
      </div>
    </section>
  );
}
