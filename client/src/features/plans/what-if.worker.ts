import { createWhatIfResponder } from './what-if-responder.ts';
import type { WhatIfRequest } from './what-if.messages.ts';

/** Entry of the thread that answers "what if": the page stays free for the pointer. */
const respond = createWhatIfResponder(() => performance.now());

addEventListener('message', ({ data }: MessageEvent<WhatIfRequest>) => {
  const answer = respond(data);
  if (answer) postMessage(answer);
});
