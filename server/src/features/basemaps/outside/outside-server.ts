/** What another server did instead of answering; the message names neither address nor key. */
export class OutsideFailed extends Error {
  /** It answered that it has no such thing. */
  readonly isMissing: boolean;

  constructor(message: string, isMissing = false) {
    super(message);
    this.isMissing = isMissing;
  }
}

const WITHIN_MS = 10_000;
const MAX_REDIRECTS = 3;
/** Requests on their way at once: to all, and for one basemap. */
const MOST_AT_ONCE = 32;
const MOST_OF_ONE = 8;
/** Requests that wait for their turn; a wall of screens asks for some hundred pictures. */
const MOST_WAITING = 2_000;
/** A server that let so many requests in a row run into nothing is left alone for a while. */
const FAILURES_UNTIL_REST = 4;
const REST_MS = 15_000;

interface Group {
  running: number;
  failures: number;
  restUntilMs: number;
}

interface Answer {
  bytes: Buffer;
  /** Without its parameters. */
  mediaType: string;
}

interface AskOptions {
  maxBytes: number;
  accept: string;
  /** Whose request it is: each has its own share, and its own rest. */
  group: string;
}

async function readBounded(response: Response, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new OutsideFailed(`it answered with more than ${Math.round(maxBytes / 1024)} KB`);
  if (Number(response.headers.get('content-length')) > maxBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** An address that may be asked. @throws OutsideFailed */
function checkAddress(address: string, base?: string): URL {
  if (!URL.canParse(address, base)) throw new OutsideFailed('its address cannot be read');
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutsideFailed(`addresses of ${url.protocol} are not asked`);
  return url;
}

function describe(error: unknown): OutsideFailed {
  if (error instanceof OutsideFailed) return error;
  if (error instanceof Error && error.name === 'TimeoutError')
    return new OutsideFailed(`it did not answer within ${WITHIN_MS / 1000} s`);
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new OutsideFailed(`it could not be reached${code}`);
}

/**
 * Asks servers outside: plain GET without cookies, bounded in time, size, redirects and in how many at once. `version` is
 * of the server, for the User-Agent.
 */
export function createOutside({ version }: { version: string }) {
  const groups = new Map<string, Group>();
  const waiting: Array<{ group: Group; start: () => void }> = [];
  let running = 0;

  const groupOf = (name: string): Group => {
    const group = groups.get(name) ?? { running: 0, failures: 0, restUntilMs: 0 };
    groups.set(name, group);
    return group;
  };
  const mayRun = (group: Group) => running < MOST_AT_ONCE && group.running < MOST_OF_ONE;

  async function takeTurn(group: Group): Promise<void> {
    if (!mayRun(group)) {
      if (waiting.length >= MOST_WAITING) throw new OutsideFailed('too many requests wait for it');
      await new Promise<void>((start) => waiting.push({ group, start }));
    }
    running++;
    group.running++;
  }
  function endTurn(group: Group): void {
    running--;
    group.running--;
    const next = waiting.findIndex((each) => mayRun(each.group));
    if (next >= 0) waiting.splice(next, 1)[0]!.start();
  }

  async function fetchFollowing(address: string, { maxBytes, accept }: AskOptions): Promise<Answer> {
    const signal = AbortSignal.timeout(WITHIN_MS);
    let url = checkAddress(address);
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(url, {
        signal,
        redirect: 'manual',
        headers: { accept, 'user-agent': `Liaowang/${version} (basemap proxy)` },
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        if (redirects >= MAX_REDIRECTS) throw new OutsideFailed(`it redirects more than ${MAX_REDIRECTS} times`);
        url = checkAddress(location, url.href);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw new OutsideFailed(`it answered ${response.status}`, response.status === 404 || response.status === 410);
      }
      const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
      return { bytes: await readBounded(response, maxBytes), mediaType };
    }
  }

  return {
    /** @throws OutsideFailed */
    async ask(address: string, options: AskOptions): Promise<Answer> {
      const group = groupOf(options.group);
      const isResting = () => performance.now() < group.restUntilMs;
      if (isResting()) throw new OutsideFailed('it did not answer a moment ago and is left alone for some seconds');
      await takeTurn(group);
      try {
        if (isResting()) throw new OutsideFailed('it did not answer a moment ago and is left alone for some seconds');
        const answer = await fetchFollowing(address, options);
        group.failures = 0;
        return answer;
      } catch (error) {
        const failed = describe(error);
        // Not what it answered, but that it did not.
        if (!(error instanceof OutsideFailed) && ++group.failures >= FAILURES_UNTIL_REST) {
          group.failures = 0;
          group.restUntilMs = performance.now() + REST_MS;
        }
        throw failed;
      } finally {
        endTurn(group);
      }
    },
    /** Forgets what it knew of a basemap: it was changed or taken away. */
    forget(name: string): void {
      if (groups.get(name)?.running === 0) groups.delete(name);
    },
  };
}

export type Outside = ReturnType<typeof createOutside>;
