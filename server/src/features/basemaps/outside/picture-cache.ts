import { LRUCache } from 'lru-cache';
import { OutsideFailed, type Outside } from './outside-server.ts';
import { findPictureType } from './picture-type.ts';

export interface Picture {
  bytes: Buffer;
  mediaType: string;
}

const MAX_PICTURE_BYTES = 1024 * 1024;
const KEEP_MS = 24 * 3_600_000;
const KEEP_FAILURE_MS = 30_000;
const MOST_FAILURES = 10_000;
/** What an entry takes beside its picture. */
const ENTRY_BYTES = 500;

interface Wanted {
  /** Names the picture: basemap, version, layer and tile. */
  key: string;
  url: string;
  group: string;
}

/** Fetches one picture. @throws OutsideFailed, also for an answer that is none */
export async function fetchPicture(outside: Outside, { url, group }: Omit<Wanted, 'key'>): Promise<Picture> {
  const { bytes, mediaType: said } = await outside.ask(url, { maxBytes: MAX_PICTURE_BYTES, accept: 'image/*', group });
  if (!said.startsWith('image/')) throw new OutsideFailed(`it answered with ${said || 'nothing named'}, not a picture`);
  const mediaType = findPictureType(bytes);
  if (mediaType === null) throw new OutsideFailed('it answered with a picture that is neither PNG, JPEG, WebP nor GIF');
  return { bytes, mediaType };
}

/** Pictures of other servers, in at most `maxBytes` of memory: each kept for a day and asked for once at a time, a failure for half a minute. */
export function createPictureCache(outside: Outside, maxBytes: number) {
  const pictures = new LRUCache<string, Picture>({
    maxSize: maxBytes,
    ttl: KEEP_MS,
    sizeCalculation: ({ bytes }) => bytes.length + ENTRY_BYTES,
  });
  const failures = new LRUCache<string, OutsideFailed>({ max: MOST_FAILURES, ttl: KEEP_FAILURE_MS });
  const onTheirWay = new Map<string, Promise<Picture>>();

  async function fetchAndKeep({ key, ...wanted }: Wanted): Promise<Picture> {
    try {
      const picture = await fetchPicture(outside, wanted);
      pictures.set(key, picture);
      return picture;
    } catch (error) {
      if (error instanceof OutsideFailed) failures.set(key, error);
      throw error;
    } finally {
      onTheirWay.delete(key);
    }
  }

  return {
    /** @throws OutsideFailed */
    async get(wanted: Wanted): Promise<Picture> {
      const known = pictures.get(wanted.key);
      if (known) return known;
      const failed = failures.get(wanted.key);
      if (failed) throw failed;
      const coming = onTheirWay.get(wanted.key) ?? fetchAndKeep(wanted);
      onTheirWay.set(wanted.key, coming);
      return coming;
    },
  };
}

export type PictureCache = ReturnType<typeof createPictureCache>;
