import { accountsRoutes } from './routes/accounts.ts';
import { alertsRoutes } from './routes/alerts.ts';
import { areasRoutes } from './routes/areas.ts';
import { auditRoutes } from './routes/audit.ts';
import { basemapsRoutes } from './routes/basemaps.ts';
import { categoriesRoutes } from './routes/categories.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { devicesRoutes } from './routes/devices.ts';
import { hotspotRecordsRoutes } from './routes/hotspot-records.ts';
import { hotspotsRoutes } from './routes/hotspots.ts';
import { importsRoutes } from './routes/imports.ts';
import { incidentsRoutes } from './routes/incidents.ts';
import { installationRoutes } from './routes/installation.ts';
import { jobsRoutes } from './routes/jobs.ts';
import { jurisdictionRoutes } from './routes/jurisdiction.ts';
import { lookoutsRoutes } from './routes/lookouts.ts';
import { plansRoutes } from './routes/plans.ts';
import { positionsRoutes } from './routes/positions.ts';
import { referenceLayersRoutes } from './routes/reference-layers.ts';
import { registerFilesRoutes } from './routes/register-files.ts';
import { registryRoutes } from './routes/registry.ts';
import { revisitRoutes } from './routes/revisit.ts';
import { rulesRoutes } from './routes/rules.ts';
import { sitingRoutes } from './routes/siting.ts';
import { unitsRoutes } from './routes/units.ts';

/** Every route of the API, by method and path below {@link API_PREFIX}; what devices speak is no part of it. */
export const API_ROUTES = {
  ...accountsRoutes,
  ...alertsRoutes,
  ...areasRoutes,
  ...auditRoutes,
  ...basemapsRoutes,
  ...categoriesRoutes,
  ...coverageRoutes,
  ...devicesRoutes,
  ...hotspotRecordsRoutes,
  ...hotspotsRoutes,
  ...importsRoutes,
  ...incidentsRoutes,
  ...installationRoutes,
  ...jobsRoutes,
  ...jurisdictionRoutes,
  ...lookoutsRoutes,
  ...plansRoutes,
  ...positionsRoutes,
  ...referenceLayersRoutes,
  ...registerFilesRoutes,
  ...registryRoutes,
  ...revisitRoutes,
  ...rulesRoutes,
  ...sitingRoutes,
  ...unitsRoutes,
};
export type ApiRoutes = typeof API_ROUTES;
export type RouteKey = keyof ApiRoutes;
