import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { MAX_REGISTER_FILE_BYTES, type FileRegister } from '@liaowang/shared/schemas/register-file';
import { readFileBody, takeFileBodies } from '../../plugins/file-body.ts';
import type { RegisterFileKind } from '../../plugins/register-files.ts';
import { serveRoute } from '../../plugins/serve-route.ts';
import { createRegisterFilesRepository } from './register-files.repository.ts';
import { createRegisterFilesService, type FileBringer } from './register-files.service.ts';

const registerFilesRoutes: FastifyPluginAsync = async (app) => {
  takeFileBodies(app, MAX_REGISTER_FILE_BYTES);
  const kinds = new Map<FileRegister, RegisterFileKind>(app.registerFileKinds.map((kind) => [kind.register, kind]));
  const service = createRegisterFilesService({ app, repository: createRegisterFilesRepository(app.db), kinds });
  const toBringer = ({
    account,
    scopeBranchId,
  }: {
    account: Pick<FileBringer, 'id' | 'role'>;
    scopeBranchId: number | null;
  }): FileBringer => ({
    id: account.id,
    role: account.role,
    scopeBranchId,
  });
  serveRoute(app, 'GET /register-files', async (request) => service.findAll(toBringer(request)));
  serveRoute(app, 'POST /register-files/:register/check', async (request) =>
    service.check(readFileBody(request.body), request.params.register, request.query, toBringer(request)),
  );
  serveRoute(app, 'POST /register-files/:register', async (request) =>
    service.write(readFileBody(request.body), request.params.register, request.query, toBringer(request)),
  );
  serveRoute(app, 'DELETE /register-files/:fileId', async (request) =>
    service.undo(request.params.fileId, toBringer(request)),
  );
};

/** Comes after the registers, which say how they are read. */
export default fp(
  async (app) => {
    await app.register(registerFilesRoutes);
  },
  { name: 'register-files', dependencies: ['register-file-kinds', 'registry', 'lookouts', 'units', 'tasks', 'audit'] },
);
