import { fileURLToPath } from 'node:url';

/** Folders the server reads. Both `server/src` and the bundle in `server/dist` lie one level below the workspace. */
export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url));
export const CLIENT_FOLDER = fileURLToPath(new URL('../../client/dist/', import.meta.url));
/** Default data directory: beside the project, never in a package. */
export const DEFAULT_DATA_FOLDER = fileURLToPath(new URL('../../.liaowang/', import.meta.url));
