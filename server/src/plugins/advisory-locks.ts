/**
 * Keys of PostgreSQL's advisory locks, which are the database's own and know no names. Here together, so that no two are
 * the same: a server that waits for what it holds itself waits for good. They never change, so that two versions keep
 * each other out too.
 */
export const ADVISORY_LOCKS = {
  /** Migrations of servers that start together come one after another. */
  migration: 320_381,
  /** Commits of imports come one after another: what two of them store must not be the same. */
  importCommit: 320_382,
  /** Held by the one server of a database for its whole life. */
  server: 320_383,
  /** Changes of the tree of categories come one after another: what hangs below what is looked at before it is moved. */
  categories: 320_384,
  /** Changes of basemaps come one after another: the order is of all of them. */
  basemaps: 320_385,
} as const;
