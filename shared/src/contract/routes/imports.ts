import * as Type from 'typebox';
import { textOf } from '../../schemas/text.ts';
import {
  IncidentImport,
  IncidentImportList,
  ImportParams,
  ImportPreview,
  ImportMapping,
  CSV_LANGUAGES,
  MAX_IMPORT_BYTES,
} from '../../schemas/incident-import.ts';
import { StartedJob } from '../../schemas/job.ts';
import { mayLeaveOut } from '../../schemas/may-leave-out.ts';
import { FILE_CODES } from '../file-refusals.ts';
import { Done, type RouteTable } from '../route.ts';

const closed = { additionalProperties: false };
const Name = Type.Optional(Type.Union([textOf({ minLength: 1, maxLength: 200 }), Type.Null()]));
const MAX_SHEET_ROWS = 1_048_576;

export const importsRoutes = {
  'POST /incident-imports': {
    summary: 'Takes in a file of incidents (application/octet-stream, at most 100 MB)',
    tags: ['imports'],
    requires: 'incidents:import',
    query: Type.Object({ fileName: textOf({ minLength: 1, maxLength: 200 }) }, closed),
    body: { mediaType: 'application/octet-stream', maxBytes: MAX_IMPORT_BYTES, isStreamed: true },
    answers: { 201: IncidentImport },
    refusals: [...FILE_CODES, 'import-closed', 'too-many-uploads', 'uploads-full'],
  },
  'GET /incident-imports': {
    summary:
      'Imports, newest first: all that are committed, and the newest 100 others; without the places of their dry runs',
    tags: ['imports'],
    requires: 'incidents:import',
    answers: { 200: IncidentImportList },
    refusals: [],
  },
  'GET /incident-imports/:importId': {
    summary: 'An import',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    answers: { 200: IncidentImport },
    refusals: ['not-found'],
  },
  'POST /incident-imports/:importId/preview': {
    summary: 'The first rows of the file, a guess of how it is to be read, and what else can be chosen',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    body: Type.Object(
      {
        encoding: Type.Optional(Type.Union([textOf({ minLength: 1, maxLength: 40 }), Type.Null()])),
        sheet: Name,
        headerRow: Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: MAX_SHEET_ROWS }), Type.Null()])),
        categoryColumn: Name,
        severityColumn: Name,
      },
      closed,
    ),
    answers: { 200: ImportPreview },
    refusals: [...FILE_CODES, 'encoding-not-known', 'import-closed', 'not-found'],
  },
  'POST /incident-imports/:importId/check': {
    summary: 'Starts a dry run over all rows; followed as a job',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    body: ImportMapping,
    answers: { 202: StartedJob },
    refusals: [
      'category-unknown',
      'encoding-not-known',
      'import-closed',
      'not-found',
      'time-zone-unknown',
      'too-many-jobs',
    ],
  },
  'GET /incident-imports/:importId/problems.csv': {
    summary: 'Rows that would not be, or were not, imported, and why',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    query: Type.Object({ language: mayLeaveOut(Type.Enum(CSV_LANGUAGES, { default: 'zh-CN' })) }, closed),
    answers: { 200: { mediaType: 'text/csv; charset=utf-8' } },
    refusals: ['not-found'],
  },
  'POST /incident-imports/:importId/commit': {
    summary: 'Starts storing what was checked, all of it or nothing; followed as a job',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    body: Type.Object({ mapping: ImportMapping }, closed),
    answers: { 202: StartedJob },
    refusals: ['check-first', 'import-busy', 'import-closed', 'not-found', 'too-many-jobs'],
  },
  'POST /incident-imports/:importId/undo': {
    summary: 'Takes a committed import back, its incidents are deleted: who imported it, or an administrator',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    answers: { 200: IncidentImport },
    refusals: ['not-committed', 'not-found', 'not-yours'],
  },
  'DELETE /incident-imports/:importId': {
    summary: 'Throws an uncommitted import away: who brought it, or an administrator',
    tags: ['imports'],
    requires: 'incidents:import',
    params: ImportParams,
    answers: { 204: Done },
    refusals: ['import-closed', 'not-found', 'not-yours'],
  },
} satisfies RouteTable;
