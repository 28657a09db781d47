import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { BranchFinder } from '../../plugins/register-files.ts';
import { toWriter } from '../../plugins/register.ts';
import { keepCopy, refreshSurely } from '../../plugins/kept-copy.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createBranchFinder } from './branch-names.ts';
import { createBranchesRepository } from './branches.repository.ts';
import { createBranchesService, type BranchesService } from './branches.service.ts';
import { holdBranch } from './entry-places.repository.ts';
import { mustLieInside, mustStand, resolveBranch } from './entry-places.ts';
import { readAsOf } from './entry-writes.ts';
import { createKeyAreasRepository } from './key-areas.repository.ts';
import { createKeyAreasService, type KeyAreasService } from './key-areas.service.ts';
import { createNameReader } from './name-readings.ts';
import { createBranchFiles, createStationFiles } from './office-files.ts';
import { createRegistryRepository, type BranchArea, type RegistryRepository } from './registry.repository.ts';
import { createSetUpRepository } from './set-up.repository.ts';
import { describeProgress } from './set-up.ts';
import { createStationsRepository } from './stations.repository.ts';
import { createStationsService, type StationsService } from './stations.service.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The city's places as they are now: `registry.changed` tells when they are others. */
    registry: {
      readonly jurisdiction: Jurisdiction;
      readonly branchAreas: readonly BranchArea[];
      readonly keyAreas: readonly KeyArea[];
      repository: RegistryRepository;
      /** What entries of other registers may say of places. */
      places: EntryPlaces;
      /** Reads them anew and tells everybody. */
      reload(): Promise<void>;
    };
  }
}

/** What the other registers ask of this one, each inside the transaction of `client`. */
export interface EntryPlaces {
  /** @throws a refusal outside the city */
  mustLieInside(position: LngLat, client: Queryable): Promise<void>;
  /** The branch of that number, or of none that of the place. @throws a refusal where there is no such branch */
  resolveBranch(branchId: number | undefined, position: LngLat, client: Queryable): Promise<number | null>;
  /** @throws a refusal where there is no such branch */
  mustStand(branchId: number, client: Queryable): Promise<void>;
  /** Whether there is such a branch; it stays until the transaction ends. */
  isStanding(branchId: number, client: Queryable): Promise<boolean>;
  /** Branches as tables name them. */
  findBranches(client: Queryable): Promise<BranchFinder>;
}

interface Services {
  branches: BranchesService;
  stations: StationsService;
  keyAreas: KeyAreasService;
}

const registryRoutes: FastifyPluginAsync<Services> = async (app, { branches, stations, keyAreas }) => {
  const { repository } = app.registry;
  serveRoute(app, 'GET /jurisdiction', async () => app.registry.jurisdiction);
  serveRoute(app, 'GET /places', async () => repository.findPlaces());

  serveRoute(app, 'GET /branches', async ({ query, scopeBranchId }) =>
    (await branches.findAll(readAsOf(query))).filter(({ id }) => scopeBranchId === null || id === scopeBranchId),
  );
  serveRoute(app, 'POST /branches', async (request) => branches.add(request.body, toWriter(request)));
  serveRoute(app, 'PATCH /branches/:branchId', async (request) =>
    branches.change(request.params.branchId, request.version, request.body, toWriter(request)),
  );
  serveRoute(app, 'DELETE /branches/:branchId', async (request) =>
    branches.remove(request.params.branchId, request.version, toWriter(request)),
  );

  const isOwn = (scopeBranchId: number | null, { branchId }: { branchId: number | null }): boolean =>
    scopeBranchId === null || branchId === scopeBranchId;
  serveRoute(app, 'GET /stations', async ({ query, scopeBranchId }) =>
    (await stations.findAll(readAsOf(query))).filter((station) => isOwn(scopeBranchId, station)),
  );
  serveRoute(app, 'POST /stations', async (request) => stations.add(request.body, toWriter(request)));
  serveRoute(app, 'PATCH /stations/:stationId', async (request) =>
    stations.change(request.params.stationId, request.version, request.body, toWriter(request)),
  );
  serveRoute(app, 'DELETE /stations/:stationId', async (request) =>
    stations.remove(request.params.stationId, request.version, toWriter(request)),
  );

  serveRoute(app, 'GET /key-areas', async ({ query, scopeBranchId }) => {
    const atMs = readAsOf(query);
    const all = atMs === null ? app.registry.keyAreas : await keyAreas.findAll(atMs);
    return all.filter((keyArea) => isOwn(scopeBranchId, keyArea));
  });
  serveRoute(app, 'POST /key-areas', async (request) => keyAreas.add(request.body, toWriter(request)));
  serveRoute(app, 'PATCH /key-areas/:keyAreaId', async (request) =>
    keyAreas.change(request.params.keyAreaId, request.version, request.body, toWriter(request)),
  );
  serveRoute(app, 'DELETE /key-areas/:keyAreaId', async (request) =>
    keyAreas.remove(request.params.keyAreaId, request.version, toWriter(request)),
  );

  const readName = createNameReader();
  serveRoute(app, 'GET /names/readings', async ({ account, scopeBranchId }) => {
    const units = hasPermission(account.role, 'live:view') ? { branchId: scopeBranchId } : null;
    return (await repository.findNamesToSearch(units)).map(readName);
  });
  const setUp = createSetUpRepository(app.db);
  serveRoute(app, 'GET /setup', async ({ scopeBranchId }) => describeProgress(await setUp.count(scopeBranchId)));
  serveRoute(app, 'GET /basemap', async () => repository.findSchematic());
};

export default fp(
  async (app) => {
    const { db, audit } = app;
    const repository = createRegistryRepository(db);
    const branchesRepository = createBranchesRepository(db);
    const stationsRepository = createStationsRepository(db);
    const keyAreasRepository = createKeyAreasRepository(db);
    const readJurisdiction = async (): Promise<Jurisdiction> => {
      const found = await repository.findJurisdiction();
      if (!found) throw new Error('The database holds no jurisdiction.');
      return found;
    };
    const jurisdiction = await readJurisdiction();
    await db.transaction((client) => repository.fillBranchAreas(client));
    const places = await keepCopy(async () => ({
      branchAreas: await repository.findBranchAreas(),
      keyAreas: (await keyAreasRepository.table.findAll()).map(({ id, version, state }) => ({ id, version, ...state })),
    }));
    const reload = refreshSurely(app, 'the registers', async () => {
      await places.refresh();
      app.bus.show('registry.changed');
    });
    app.decorate('registry', {
      jurisdiction,
      get branchAreas() {
        return places.current.branchAreas;
      },
      get keyAreas() {
        return places.current.keyAreas;
      },
      repository,
      places: {
        mustLieInside,
        resolveBranch,
        mustStand,
        isStanding: holdBranch,
        findBranches: (client) => createBranchFinder(branchesRepository, places.current.branchAreas, client),
      },
      reload,
    });
    app.bus.on('registry.changed', () => app.live.publishToAll('registry:changed'));
    const refill = (client: Queryable) => repository.fillBranchAreas(client);
    const stations = createStationsService({ repository: stationsRepository, db, audit, reload });
    const branches = createBranchesService({
      repository: branchesRepository,
      db,
      audit,
      stationsAt: stations.findAll,
      refill,
      reload,
    });
    const keyAreas = createKeyAreasService({ repository: keyAreasRepository, db, audit, reload });
    const lock = (client: Queryable) => branchesRepository.lock(client);
    app.registerFileKinds.push(
      createBranchFiles({ repository: branchesRepository, history: branches.history, refill, lock, reload }),
      createStationFiles({
        repository: stationsRepository,
        history: stations.history,
        findBranches: app.registry.places.findBranches,
        lock: (client) => stationsRepository.lock(client),
        reload,
      }),
    );
    await app.register(registryRoutes, { branches, stations, keyAreas });
  },
  { name: 'registry', dependencies: ['auth', 'audit', 'socket-io', 'register-file-kinds'] },
);
