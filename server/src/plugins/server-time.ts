import fp from 'fastify-plugin';
import { SERVER_TIME_HEADER } from '@liaowang/shared/contract/server-time';

/** Every answer says what time it is here, so that pages live in the server's time whatever their computer's clock shows. */
export default fp(
  async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.header(SERVER_TIME_HEADER, Date.now());
    });
  },
  { name: 'server-time' },
);
