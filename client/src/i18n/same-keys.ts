/** The same keys with any text: what another language must say, no more and no less. */
export type SameKeys<T> = { [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };
