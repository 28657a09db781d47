import { Group } from '@mantine/core';
import type { ReactElement } from 'react';

export type MarkShape =
  | 'disc'
  | 'bar'
  | 'short-bar'
  | 'hexagon'
  | 'triangle'
  | 'diamond'
  | 'burst'
  | 'hollow-triangle'
  | 'hollow-diamond'
  | 'hollow-burst'
  | 'hatch'
  | 'surface'
  | 'trail'
  | 'outline'
  | 'ring'
  | 'faded-disc'
  | 'hollow-hexagon'
  | 'faint-hatch'
  | 'contour'
  | 'tint'
  | 'count'
  | 'call';

/** Incidents by severity. */
const OUTLINES = {
  triangle: 'M8 2l6.6 11.6H1.4z',
  diamond: 'M8 1l7 7l-7 7l-7-7z',
  burst:
    'M8 .8l1.9 2.6l3.2-.5l-.5 3.2L15.2 8l-2.6 1.9l.5 3.2l-3.2-.5L8 15.2l-1.9-2.6l-3.2 .5l.5-3.2L.8 8l2.6-1.9l-.5-3.2l3.2 .5z',
} as const;

const filled = (outline: string): ReactElement => <path fill="currentColor" d={outline} />;
const hollow = (outline: string): ReactElement => (
  <path fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" d={outline} />
);

const HEXAGON = 'M8 1.7l5.4 3.15v6.3L8 14.3l-5.4-3.15v-6.3z';

const SHAPES: Record<MarkShape, ReactElement> = {
  disc: <path fill="currentColor" d="M8 8.2L4.6 3.7A5.4 5.4 0 1 0 11.4 3.7z" />,
  bar: <rect fill="currentColor" x="5.2" y="1.5" width="5.6" height="13" rx="2.4" />,
  'short-bar': (
    <>
      <rect fill="currentColor" x="5" y="3" width="6" height="10" rx="2.6" />
      <circle cx="8" cy="8" r="1.5" fill="var(--lw-panel-solid)" />
    </>
  ),
  hexagon: <path fill="none" stroke="currentColor" strokeWidth="1.7" d={HEXAGON} />,
  'hollow-hexagon': <path fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="2.2 1.6" d={HEXAGON} />,
  triangle: filled(OUTLINES.triangle),
  diamond: filled(OUTLINES.diamond),
  burst: filled(OUTLINES.burst),
  'hollow-triangle': hollow(OUTLINES.triangle),
  'hollow-diamond': hollow(OUTLINES.diamond),
  'hollow-burst': hollow(OUTLINES.burst),
  hatch: (
    <>
      <rect
        x="1.7"
        y="1.7"
        width="12.6"
        height="12.6"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeDasharray="2.6 1.6"
      />
      <path stroke="currentColor" strokeWidth="1.2" d="M2 9l7-7M2 14L14 2M7 14l7-7" />
    </>
  ),
  surface: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="#8b0aa5" opacity=".75" />
      <circle cx="8" cy="8" r="4.2" fill="#db5c68" />
      <circle cx="8" cy="8" r="2" fill="#febc2b" />
    </>
  ),
  trail: (
    <path
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      d="M2 12.5c3.4 0 2.6-6 6-6s2.6 3 6-3"
    />
  ),
  outline: (
    <rect
      x="2"
      y="2"
      width="12"
      height="12"
      rx="2"
      fill="currentColor"
      fillOpacity=".14"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  call: (
    <>
      <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="8" cy="8" r="3.6" fill="currentColor" />
    </>
  ),
  'faded-disc': (
    <circle cx="8" cy="8" r="5" fill="currentColor" fillOpacity=".35" stroke="currentColor" strokeWidth="1.4" />
  ),
  'faint-hatch': <path stroke="currentColor" strokeWidth="1" opacity=".6" d="M2 9l7-7M2 14L14 2M7 14l7-7" />,
  contour: (
    <path fill="none" stroke="currentColor" strokeWidth="1.2" d="M3 9c-1-4 3-7 6-6s5 4 4 7s-4 4-6 3s-3-1-4-4z" />
  ),
  tint: <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" opacity=".25" />,
  count: (
    <text x="8" y="12" textAnchor="middle" fontSize="11" fontWeight="600" fill="currentColor">
      12
    </text>
  ),
  ring: <circle cx="8" cy="8" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.7" />,
};

/** The shape that stands for a kind of thing on the map, small; its colour is the text's. */
export function Mark({
  shape,
  color,
  opacity,
  size = 14,
}: {
  shape: MarkShape;
  color: string;
  opacity?: number;
  size?: number;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={{ color, opacity, width: `calc(${size} * var(--px))`, height: `calc(${size} * var(--px))`, flex: 'none' }}
    >
      {SHAPES[shape]}
    </svg>
  );
}

/** A mark and what it means, on one line of a key. */
export function MarkMeaning({ shape, color, text }: { shape: MarkShape; color: string; text: string }) {
  return (
    <Group component="span" display="inline-flex" gap="sm" wrap="nowrap">
      <Mark shape={shape} color={color} />
      {text}
    </Group>
  );
}
