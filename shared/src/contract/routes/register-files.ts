import * as Type from 'typebox';
import {
  FileRegister,
  MAX_REGISTER_FILE_BYTES,
  RegisterFile,
  RegisterFileCheck,
  RegisterFileDone,
  RegisterFileQuery,
} from '../../schemas/register-file.ts';
import { RowId } from '../../schemas/row-id.ts';
import { FILE_CODES } from '../file-refusals.ts';
import type { RouteTable } from '../route.ts';

const OfRegister = Type.Object({ register: FileRegister });
const FILE = { mediaType: 'application/octet-stream', maxBytes: MAX_REGISTER_FILE_BYTES } as const;
const REFUSED = FILE_CODES;

export const registerFilesRoutes = {
  'GET /register-files': {
    summary: 'Files that were read into registers, the last first',
    tags: ['registry'],
    requires: 'registry:manage',
    answers: { 200: Type.Array(RegisterFile) },
    refusals: [],
  },
  'POST /register-files/:register/check': {
    summary:
      'What would become of a table of branches, stations, lookouts or units (CSV, XLSX, GeoJSON, zipped shapefile, KML; application/octet-stream, at most 20 MB); nothing is stored',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfRegister,
    query: RegisterFileQuery,
    body: FILE,
    answers: { 200: RegisterFileCheck },
    refusals: REFUSED,
  },
  'POST /register-files/:register': {
    summary: 'Reads a table into a register: all of its rows that are not refused, in one transaction',
    tags: ['registry'],
    requires: 'registry:manage',
    params: OfRegister,
    query: RegisterFileQuery,
    body: FILE,
    answers: { 201: RegisterFileDone },
    refusals: [...REFUSED, 'changed-meanwhile'],
  },
  'DELETE /register-files/:fileId': {
    summary:
      'Undoes a file: what it added was never there, what it changed is as it was; entries that were changed since stay',
    tags: ['registry'],
    requires: 'registry:manage',
    params: Type.Object({ fileId: RowId }),
    answers: { 200: RegisterFile },
    refusals: ['import-closed', 'not-found', 'not-yours'],
  },
} satisfies RouteTable;
