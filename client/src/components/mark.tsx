import type { ReactElement } from 'react';

export type MarkShape =
  | 'disc'
  | 'bar'
  | 'short-bar'
  | 'hexagon'
  | 'triangle'
  | 'hatch'
  | 'surface'
  | 'trail'
  | 'outline'
  | 'ring'
  | 'call';

const SHAPES: Record<MarkShape, ReactElement> = {
  disc: <path fill="currentColor" d="M8 8.2L4.6 3.7A5.4 5.4 0 1 0 11.4 3.7z" />,
  bar: <rect fill="currentColor" x="5.2" y="1.5" width="5.6" height="13" rx="2.4" />,
  'short-bar': (
    <>
      <rect fill="currentColor" x="5" y="3" width="6" height="10" rx="2.6" />
      <circle cx="8" cy="8" r="1.5" fill="var(--lw-panel-solid)" />
    </>
  ),
  hexagon: <path fill="none" stroke="currentColor" strokeWidth="1.7" d="M8 1.7l5.4 3.15v6.3L8 14.3l-5.4-3.15v-6.3z" />,
  triangle: <path fill="currentColor" d="M8 2l6.6 11.6H1.4z" />,
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
