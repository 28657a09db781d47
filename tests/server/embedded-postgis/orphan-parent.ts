/** A server that will be killed: starts the database of the directory it is given and prints its process id. */
import { startEmbeddedPostgis } from '../../../server/src/embedded-postgis/embedded-postgis.ts';

const database = await startEmbeddedPostgis({ dataDirectory: process.argv[2]! });
process.stdout.write(`${database.processId}\n`);
