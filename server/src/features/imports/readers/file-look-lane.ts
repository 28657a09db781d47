/** The processes in which files are looked at: nobody there waits for somebody else's import. */
export const FILE_LOOK_LANE = { maxProcesses: 3, niceness: 5 };

/** A file of 100 MB is recognised in seconds; a spreadsheet of that size takes a minute. */
export const FILE_LOOK_LIMITS = { timeLimitMs: 180_000, silenceLimitMs: 180_000 };
