/** One thing of the map: its kind, as links name it, and its id. */
export interface Selection {
  kind: string;
  id: number;
}
