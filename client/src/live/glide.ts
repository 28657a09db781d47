/** How marks move between fixes. */
export const GLIDE = {
  /** Milliseconds a mark takes from its last place to the new one: long enough to follow by eye, short enough that the mark is where the unit is within a second of the fix. */
  durationMs: 900,
  /** Degrees (about 2 km) from which a mark jumps: a unit that comes back from silence did not fly there. */
  jumpFromDegrees: 0.02,
} as const;

/** Share of the way done after a share of the time, both 0–1: decelerating. The shader of the marks does the same. */
export function easeGlide(elapsedShare: number): number {
  const share = Math.min(1, Math.max(0, elapsedShare));
  return share * (2 - share);
}

/** {@link easeGlide} in GLSL. */
export const EASE_GLIDE_GLSL = /* glsl */ `\
float easeGlide(float elapsedShare) {
  float share = clamp(elapsedShare, 0.0, 1.0);
  return share * (2.0 - share);
}
`;

/** The fastest a mark moves during a glide is at its start, where the easing's slope is 2. */
export const GLIDE_PEAK_SLOPE = 2;
