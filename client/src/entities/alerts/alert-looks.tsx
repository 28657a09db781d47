import { IconBellRinging, IconEyeOff, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Alert } from '@liaowang/shared/schemas/alert';
import type { AlertDetail, AlertKind } from '@liaowang/shared/schemas/alert-kinds';
import { formatDuration, formatMoment, type Language } from '../../lib/format.ts';

/** What it takes to say something of an alert. */
export interface AlertSpeech {
  t: TFunction;
  language: Language;
  timeZone: string;
  /** The server's clock, epoch milliseconds. */
  nowMs: number;
}

/** How a kind of alert looks in lists; its name is the text `alertKind.<kind>`. */
interface AlertLook<K extends AlertKind> {
  Icon: typeof IconBellRinging;
  /** CSS colours of the icon: while nobody took the alert, and after. */
  colors: { waits: string; taken: string };
  /** What there is to say beside who and where. */
  note?(detail: AlertDetail<K>, speech: AlertSpeech): string;
  /** From so many on they share one row beside incidents: a tunnel or a dead cell must not push these off the list. */
  sharedRow?: { from: number; title(t: TFunction, count: number): string };
}

const QUIET = { waits: 'var(--lw-ink)', taken: 'var(--lw-soft)' };
const LOST = { waits: 'var(--lw-lost)', taken: 'var(--lw-lost)' };

const limitOf = (minutes: number, { t, language }: AlertSpeech): string =>
  t('alert.limit', { duration: formatDuration(minutes * 60_000, language) });

export const ALERT_LOOKS: { readonly [K in AlertKind]: AlertLook<K> } = {
  sos: { Icon: IconBellRinging, colors: { waits: 'var(--lw-sos)', taken: 'var(--lw-soft)' } },
  'unit-lost': {
    Icon: IconPlugConnectedX,
    colors: LOST,
    sharedRow: { from: 3, title: (t, count) => t('alert.lostUnits', { count }) },
  },
  'units-lost': { Icon: IconPlugConnectedX, colors: { waits: 'var(--lw-ink)', taken: 'var(--lw-lost)' } },
  'area-uncovered': {
    Icon: IconEyeOff,
    colors: QUIET,
    note: ({ maxUnseenMinutes }, speech) => limitOf(maxUnseenMinutes, speech),
  },
  'unit-stationary': {
    Icon: IconHourglass,
    colors: QUIET,
    note: ({ stationarySince, maxMinutes }, speech) =>
      `${speech.t('alert.since', { time: formatMoment(parseInstant(stationarySince), speech.nowMs, speech.timeZone) })} · ${limitOf(maxMinutes, speech)}`,
  },
};

const ICON_STYLE = { width: 'calc(15 * var(--px))', height: 'calc(15 * var(--px))' };

/** The sign of a kind of alert in a list. */
export function AlertMark({ kind, waits }: { kind: AlertKind; waits: boolean }) {
  const { Icon, colors } = ALERT_LOOKS[kind];
  return <Icon style={{ ...ICON_STYLE, color: waits ? colors.waits : colors.taken }} />;
}

/** What there is to say of an alert beside its kind, who and where; null = nothing. */
export function describeAlert({ kind, detail }: Alert, speech: AlertSpeech): string | null {
  const { note } = ALERT_LOOKS[kind] as AlertLook<AlertKind>;
  return note?.(detail, speech) ?? null;
}
