/** What rooms say together, as one: the type of texts that are added to one another. */
export type MergedTexts<Rooms extends readonly object[]> = Rooms extends readonly [
  infer First extends object,
  ...infer Rest extends readonly object[],
]
  ? First & MergedTexts<Rest>
  : unknown;
