import { createZonesResponder } from './zones-responder.ts';
import type { ZonesRequest } from './zones.messages.ts';

/** Entry of the thread that finds zones: the page stays free for the pointer. */
const respond = createZonesResponder(
  (answer) => postMessage(answer),
  () => performance.now(),
);

addEventListener('message', ({ data }: MessageEvent<ZonesRequest>) => respond(data));
