import { Box, Group, Stack, Text } from '@mantine/core';
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
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';
import { Choice } from '../../components/choice.tsx';
import { FittingNumberField } from '../../components/fitting-number-field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { RangeFields } from '../../entities/lookouts/range-fields.tsx';
import type { SeenRange } from '../../entities/lookouts/range-trial.store.ts';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import { formatDistance, formatLngLat, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
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
      <Text component="span" size="xs" c="dimmed">
        {t('plans.part.position')}
      </Text>
      <button
        type="button"
        className={styles.position}
        title={t('plans.part.nudge')}
        onKeyDown={(event) => {
          const moved = nudge(position, event.key, event.shiftKey ? NUDGE_METERS.shifted : NUDGE_METERS.plain);
          if (!moved) return;
          event.preventDefault();
          onChange(moved);
        }}
      >
        <IconArrowsMove aria-hidden="true" /> {formatLngLat(position)}
      </button>
    </div>
  );
}

function EditorHead({ title, onClose }: { title: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Group component="header" wrap="nowrap">
      <Text component="strong" truncate inherit fw={600} c="bright" flex={1} miw={0}>
        {title}
      </Text>
      <IconButton label={t('plans.part.close')} onClick={onClose}>
        <IconX />
      </IconButton>
    </Group>
  );
}

const SHAPES = ['disk', 'sector'] as const;
const SHAPES_WITH_DRAWN = [...SHAPES, 'ground'] as const;

interface ShapeFieldProps {
  range: SeenRange;
  /** What its ground was before the plan, which can be taken again: ground is drawn on the card of a lookout. */
  drawn: SeenRange | null;
  onChange: (range: SeenRange, field?: string) => void;
}

/** What of its range a post sees. */
function ShapeField({ range, drawn, onChange }: ShapeFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isGround = range.shape.kind === 'ground';
  return (
    <div className={styles.row}>
      <Text component="span" size="xs" c="dimmed">
        {t('lookoutRange.kind')}
      </Text>
      <Stack gap="xs" miw={0}>
        <RangeFields
          range={range}
          kinds={isGround || drawn ? SHAPES_WITH_DRAWN : SHAPES}
          isWithoutMeters
          onChange={onChange}
          onDraw={() => drawn && onChange(drawn)}
        />
        {isGround && <Text c="dimmed">{describeRange(t, range, language)}</Text>}
      </Stack>
    </div>
  );
}

/** What of a post an editor changes. */
export type PostChange = Partial<
  Pick<PlannedPost, 'name' | 'position' | 'detectionRangeMeters' | 'shape' | 'dutyStartMinute' | 'dutyEndMinute'>
>;

interface PostEditorProps {
  title: string;
  /** Lookouts keep their names; posts of the plan can be named. */
  name: string | null;
  post: Omit<PlannedPost, 'id' | 'name'>;
  change: PlannedLookout['change'] | 'post';
  /** What a lookout sees that has a drawn ground today; null = it has none. */
  drawn: SeenRange | null;
  /** The settings give all posts one range. */
  isRangeFixed: boolean;
  /** Changes of one `gesture` are one step to take back. */
  onChange: (change: PostChange, gesture?: string) => void;
  onRemove: (isRemoved: boolean) => void;
  onReset: () => void;
  onClose: () => void;
}

/** A lookout or a post of the plan: what it sees, hours, place. */
export function PostEditor({
  title,
  name,
  post,
  change,
  drawn,
  isRangeFixed,
  onChange,
  onRemove,
  onReset,
  onClose,
}: PostEditorProps) {
  const { t } = useTranslation();
  const gesture = useId();
  const isRemoved = change === 'removed';
  const { detectionRangeMeters: rangeMeters, shape = WHOLE_DISK } = post;
  return (
    <Stack component="section" p={10} bg="var(--lw-raised)" bdrs={8} aria-label={title}>
      <EditorHead title={title} onClose={onClose} />
      {isRemoved ? (
        <Text c="dimmed">{t('plans.part.removed')}</Text>
      ) : (
        <>
          {name !== null && (
            <NameField value={name} onChange={(value) => onChange({ name: value }, `${gesture}name`)} />
          )}
          <ShapeField
            range={{ detectionRangeMeters: rangeMeters, shape }}
            drawn={drawn}
            onChange={(next, field) => onChange(next, field && `${gesture}${field}`)}
          />
          {shape.kind !== 'ground' && (
            <>
              <RangeField
                rangeMeters={rangeMeters}
                onChange={(detectionRangeMeters) => onChange({ detectionRangeMeters }, `${gesture}range`)}
              />
              {isRangeFixed && (
                <Text size="xs" c="var(--lw-warn)">
                  {t('plans.part.rangeFixed')}
                </Text>
              )}
            </>
          )}
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
      <Group gap="sm" justify="flex-end">
        <TextButton onClick={() => onRemove(!isRemoved)}>
          {isRemoved ? t('plans.part.restore') : t('plans.part.remove')}
        </TextButton>
        {change !== 'post' && change !== 'none' && <TextButton onClick={onReset}>{t('plans.part.reset')}</TextButton>}
      </Group>
    </Stack>
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
    <Stack component="section" p={10} bg="var(--lw-raised)" bdrs={8} aria-label={loop.name}>
      <EditorHead title={loop.name} onClose={onClose} />
      <NameField value={loop.name} onChange={(name) => onChange({ name }, `${gesture}name`)} />
      <div className={styles.row}>
        <Text component="span" size="xs" c="dimmed">
          {t('plans.part.kind')}
        </Text>
        <Choice
          label={t('plans.part.kind')}
          value={loop.kind}
          onChange={(kind) => onChange({ kind })}
          options={UNIT_KINDS.map((value) => ({ value, label: t(`unitKind.${value}`) }))}
        />
      </div>
      <div className={styles.row}>
        <Text component="span" size="xs" c="dimmed">
          {t('plans.part.units')}
        </Text>
        <Box w={86}>
          <FittingNumberField
            isLabelHidden
            label={t('plans.part.units')}
            value={loop.unitCount}
            min={1}
            max={100}
            onChange={(unitCount) => onChange({ unitCount }, `${gesture}units`)}
          />
        </Box>
      </div>
      <RangeField
        rangeMeters={loop.rangeMeters}
        onChange={(rangeMeters) => onChange({ rangeMeters }, `${gesture}range`)}
      />
      <Text c="dimmed">
        {t('plans.part.revisit', {
          length: formatDistance(computeLoopMeters(loop)),
          minutes: formatNumber(minutes, minutes < 9.95 ? 1 : 0),
        })}
      </Text>
      <Group gap="sm" justify="flex-end">
        <TextButton onClick={onRemove}>{t('plans.part.remove')}</TextButton>
      </Group>
    </Stack>
  );
}
