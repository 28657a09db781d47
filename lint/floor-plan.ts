/** A folder, or a kind of folder (`*` = any one name), and what its files may import. */
export interface Room {
  folder: string;
  /** What lives there, in one sentence. */
  about: string;
  /** Folders or files below which imports may point, beside the room itself; `*` = any one name. */
  mayImport: readonly string[];
  /** Packages that may be imported, by name; a `/` at the end stands for a whole scope; `*` = all. Types of packages count. */
  packages: readonly string[];
  /** What to do instead of an import that is refused. */
  instead: string;
}

const SCHEMAS = 'shared/src/schemas';
const CONTRACT = 'shared/src/contract';
const ANALYSIS = 'shared/src/analysis';
const SHARED = [SCHEMAS, CONTRACT, ANALYSIS];
const GROUND = ['client/src/lib', 'client/src/components', 'client/src/i18n'];
const REACT = [
  'react',
  'react-dom',
  'react-i18next',
  'i18next',
  'zustand',
  '@tabler/',
  '@mantine/',
  'react-dropzone',
  'dayjs',
  '@tanstack/',
  '@types/',
  'typebox',
];
const MAP = ['@deck.gl/', '@luma.gl/', '@loaders.gl/', 'maplibre-gl', '@maplibre/'];
const INGEST = 'server/src/ingest';
const GATEWAY = `${INGEST}/gateway`;
const PLUGINS = 'server/src/plugins';
const READERS = 'server/src/features/imports/readers';
const TASK_LINK = 'server/src/plugins/tasks/guarded-messages.ts';

/** The floor plan, lower rooms first. docs/decisions/0005 says why it is held by resolved paths. */
export const FLOOR_PLAN: readonly Room[] = [
  {
    folder: SCHEMAS,
    about: 'What data looks like on the wire and in files.',
    mayImport: [],
    packages: ['typebox'],
    instead: 'Schemas describe data: import typebox and other schemas only.',
  },
  {
    folder: CONTRACT,
    about: 'What server and page agree on: socket events, frames, permissions.',
    mayImport: [SCHEMAS],
    packages: ['typebox'],
    instead: 'Both sides read the contract: move what it needs into schemas, or what needs it out.',
  },
  {
    folder: ANALYSIS,
    about: 'Pure algorithms.',
    mayImport: [SCHEMAS, CONTRACT],
    packages: ['@turf/', 'd3-contour', 'geojson', 'kdbush', 'flatbush', 'flatqueue', 'robust-predicates'],
    instead:
      'Analysis is pure: pass in what it needs (clock, randomness, data); no node:, no DOM, small geometry packages only.',
  },

  {
    folder: 'client/src/lib',
    about: 'Ground of the page: requests, formats, clock.',
    mayImport: SHARED,
    packages: [...REACT, 'write-excel-file'],
    instead: 'lib knows no domain: move the domain part up into the feature that needs it.',
  },
  {
    folder: 'client/src/i18n',
    about: 'The texts, and how codes and names become texts.',
    mayImport: [...SHARED, 'client/src/lib'],
    packages: REACT,
    instead: 'Texts know lib only: pass in what a sentence names.',
  },
  {
    folder: 'client/src/components',
    about: 'The widgets, without domain.',
    mayImport: [...SHARED, 'client/src/lib', 'client/src/i18n'],
    packages: REACT,
    instead: 'Components know no domain: take it as props.',
  },
  {
    folder: 'client/src/live',
    about: 'The stream: connection, buffer, states.',
    mayImport: [...SHARED, 'client/src/lib'],
    packages: [...REACT, 'socket.io-client', 'socket.io-msgpack-parser', 'fflate'],
    instead: 'The stream draws nothing and knows no feature: subscribe to it from above.',
  },
  {
    folder: 'client/src/map',
    about: 'The map: engine, layers, print.',
    mayImport: [...SHARED, ...GROUND, 'client/src/live'],
    packages: [...MAP, ...REACT, 'geojson', 'gcoord', 'pmtiles', '@protomaps/basemaps'],
    instead: 'The map is below features and the shell: pass in what it draws, or move the file up to its owner.',
  },
  {
    folder: 'client/src/entities/*',
    about: 'A noun of the domain: its requests, look, card.',
    mayImport: [...SHARED, ...GROUND, 'client/src/live', 'client/src/map'],
    packages: [...MAP, ...REACT],
    instead: 'Entities never know each other nor a feature: what joins two of them is a feature, or the shell.',
  },
  {
    folder: 'client/src/features/*',
    about: 'One concern: its requests, state, panels.',
    mayImport: [...SHARED, ...GROUND, 'client/src/live', 'client/src/map', 'client/src/entities/*'],
    packages: [...MAP, ...REACT],
    instead: 'Features never know each other nor what composes them: a workspace or the shell brings them together.',
  },
  {
    folder: 'client/src/workspaces/*',
    about: 'A screen over the one map: path, permission, panels, features. Composes only.',
    mayImport: [
      ...SHARED,
      ...GROUND,
      'client/src/live',
      'client/src/map',
      'client/src/entities/*',
      'client/src/features/*',
    ],
    packages: [...MAP, ...REACT, 'wouter'],
    instead: 'Workspaces never know each other nor the shell: what two of them need is a feature, or comes as a prop.',
  },
  {
    folder: 'client/src/app',
    about: 'The shell: sign-in, routing, shortcuts, search; composes all that is below.',
    mayImport: [
      ...SHARED,
      ...GROUND,
      'client/src/live',
      'client/src/map',
      'client/src/entities/*',
      'client/src/features/*',
      'client/src/workspaces/*',
    ],
    packages: [...MAP, ...REACT, 'wouter'],
    instead: 'The page knows the server by its contract alone.',
  },
  {
    folder: 'client/src/main.tsx',
    about: 'The entry.',
    mayImport: ['client/src/app', ...GROUND],
    packages: REACT,
    instead: 'The entry starts the shell.',
  },

  {
    folder: PLUGINS,
    about: "The server's ground: config, database, bus, auth, jobs, tasks.",
    mayImport: [...SHARED, 'server/src/entry-point.ts', 'server/src/paths.ts'],
    packages: ['*'],
    instead: 'Plugins are below features and protocols: move what both need into plugins.',
  },
  {
    folder: 'server/src/workers',
    about: 'The program that runs tasks in a process of its own.',
    mayImport: [TASK_LINK],
    packages: ['*'],
    instead: 'It knows no task: each lies beside its feature as a <name>.task.ts.',
  },
  {
    folder: GATEWAY,
    about: 'What every protocol goes through: whose device, what it may send, what becomes of it.',
    mayImport: [...SHARED, PLUGINS],
    packages: ['*'],
    instead:
      'The gateway knows no protocol (what differs is a part of DeviceProtocol), and hands its data to features by decorators and the bus.',
  },
  {
    folder: `${INGEST}/protocols/protocols.ts`,
    about: 'The list of protocols.',
    mayImport: [GATEWAY, `${INGEST}/protocols/*`],
    packages: [],
    instead: 'A line a protocol is all there is.',
  },
  {
    folder: `${INGEST}/protocols/*`,
    about: 'One protocol: how devices speak it, are answered and set up.',
    mayImport: [...SHARED, PLUGINS, GATEWAY],
    packages: ['*'],
    instead: 'Protocols never know each other: what two of them need is the gateway’s.',
  },
  {
    folder: `${INGEST}/listeners`,
    about: 'Where devices reach the server: HTTP routes, ports of their own.',
    mayImport: [...SHARED, PLUGINS, GATEWAY],
    packages: ['*'],
    instead: 'A listener is handed its protocols where the server is composed.',
  },
  {
    folder: READERS,
    about: 'Readers of foreign files: bytes become rows, shapes and places in WGS-84.',
    mayImport: SHARED,
    packages: ['*'],
    instead: 'A reader knows the file alone: no database, no feature, no plugin.',
  },
  {
    folder: 'server/src/features/*',
    about: 'One concern: routes, service, repository, tasks.',
    mayImport: [...SHARED, PLUGINS, READERS],
    packages: ['*'],
    instead:
      'A feature uses another one only through its decorator (app.<feature>) or the event bus; it knows neither protocols nor where the database runs.',
  },
  {
    folder: 'server/src/seed',
    about: 'What an empty database is filled with: jurisdiction, top categories.',
    mayImport: [...SHARED, PLUGINS, READERS, 'data/jurisdictions'],
    packages: ['*'],
    instead: 'The seed writes by repositories and reads files by the readers of imports.',
  },
  {
    folder: 'server/src/demo',
    about: 'What is made up: the city of the demo, its accounts, its past.',
    mayImport: [...SHARED, PLUGINS, 'server/src/features/*', 'server/src/entry-point.ts', 'data/demo'],
    packages: ['*'],
    instead: 'The demo knows the product; nothing of the product knows the demo.',
  },
  {
    folder: 'server/src/embedded-postgis',
    about: 'The embedded database, in a process of its own.',
    mayImport: ['server/src/entry-point.ts'],
    packages: ['*'],
    instead: 'The embedded database is spoken to over its socket alone.',
  },
  {
    folder: 'server/src/entry-point.ts',
    about: 'Where a built or a source entry lies.',
    mayImport: [],
    packages: ['*'],
    instead: '',
  },
  {
    folder: 'server/src/paths.ts',
    about: 'Where files of the server lie.',
    mayImport: [],
    packages: ['*'],
    instead: '',
  },
  {
    folder: 'server/src/*.ts',
    about: 'The entries: app, server, migrate, tail.',
    mayImport: [
      ...SHARED,
      PLUGINS,
      INGEST,
      'server/src/features/*',
      'server/src/seed',
      'server/src/demo',
      'server/src/embedded-postgis',
      'server/src/*.ts',
    ],
    packages: ['*'],
    instead: 'Entries compose.',
  },
];
