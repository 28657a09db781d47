/** How far a unit may be said to see, metres; `usual` where nothing is known. */
export const UNIT_RANGE_METERS = { min: 1, max: 10_000, usual: 150 } as const;
