import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { paintPng } from './png.ts';

/** A double of other people's map servers, which says what it was asked. */
export interface TileDouble {
  /** `http://127.0.0.1:<port>`. */
  address: string;
  /** What it was asked so far, the oldest first. */
  requests: Array<{ url: string; headers: IncomingHttpHeaders }>;
  /** Requests that were open at the same time, at most. */
  readonly mostAtOnce: number;
  /** While true it answers no picture; those asked for meanwhile are answered when it becomes false. */
  hold: boolean;
  close(): Promise<void>;
}

const LARGE_BYTES = 10 * 1024 * 1024;
const HALF_METERS = 20_037_508.342_789_2;

/** Capabilities of a WMTS whose matrices are named other than their zooms: `street-map` in Web Mercator, `plate` in degrees only. */
export function describeWmts(address: string, { isRest = false } = {}): string {
  const matrices = Array.from({ length: 18 }, (_, i) => i + 1).map(
    (zoom) =>
      `<TileMatrix><ows:Identifier>level ${zoom}</ows:Identifier><ScaleDenominator>${559_082_264.028_717_8 / 2 ** zoom}</ScaleDenominator>
       <TopLeftCorner>-${HALF_METERS} ${HALF_METERS}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
       <MatrixWidth>${2 ** zoom}</MatrixWidth><MatrixHeight>${2 ** zoom}</MatrixHeight></TileMatrix>`,
  );
  const resource = isRest
    ? `<ResourceURL format="image/png" resourceType="tile" template="${address}/wmts-rest/{Time}/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>`
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
<ows:ServiceProvider><ows:ProviderName>测试测绘院</ows:ProviderName></ows:ServiceProvider>
<ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="${address}/wmts?"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
<Contents>
<Layer><ows:Identifier>street-map</ows:Identifier>
<ows:WGS84BoundingBox><ows:LowerCorner>117.9 33.9</ows:LowerCorner><ows:UpperCorner>118.8 34.6</ows:UpperCorner></ows:WGS84BoundingBox>
<Style><ows:Identifier>grey</ows:Identifier></Style><Style isDefault="true"><ows:Identifier>day</ows:Identifier></Style>
<Format>image/tiff</Format><Format>image/png</Format>
<Dimension><ows:Identifier>Time</ows:Identifier><Default>2026-11</Default><Value>2026-11</Value></Dimension>
<TileMatrixSetLink><TileMatrixSet>degrees</TileMatrixSet></TileMatrixSetLink><TileMatrixSetLink><TileMatrixSet>web</TileMatrixSet></TileMatrixSetLink>${resource}</Layer>
<Layer><ows:Identifier>plate</ows:Identifier><Style isDefault="true"><ows:Identifier>day</ows:Identifier></Style><Format>image/png</Format>
<TileMatrixSetLink><TileMatrixSet>degrees</TileMatrixSet></TileMatrixSetLink></Layer>
<TileMatrixSet><ows:Identifier>degrees</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::4490</ows:SupportedCRS>
<TileMatrix><ows:Identifier>1</ows:Identifier><ScaleDenominator>295829355</ScaleDenominator><TopLeftCorner>90 -180</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>2</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix></TileMatrixSet>
<TileMatrixSet><ows:Identifier>web</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>${matrices.join('')}</TileMatrixSet>
</Contents></Capabilities>`;
}

/** Hosts that a URL may have by its grammar, and that would mean something else in the policy of a page. */
export const HOSTS_THAT_ARE_NONE = ['*', '*.example', 'a;script-src', 'a;script-src *', 'a,b', ',', "'unsafe-inline'"];

function describeHostileStyle(host: string): string {
  return JSON.stringify({
    version: 8,
    sources: { relief: { type: 'raster', tiles: [`https://${host}/{z}/{x}/{y}.png`], tileSize: 256 } },
    layers: [],
  });
}

function describeStyle(address: string): string {
  return JSON.stringify({
    version: 8,
    sources: {
      city: { type: 'vector', url: `${address}/tiles.json` },
      relief: { type: 'raster', tiles: ['https://relief.example/{z}/{x}/{y}.png'], tileSize: 256 },
    },
    glyphs: 'https://fonts.example/{fontstack}/{range}.pbf',
    sprite: 'https://sprites.example/day',
    layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eee' } }],
  });
}

/**
 * Starts a double. Below `/hostile` it does what servers should not: `loop`, `hops/<n>`, `large`, `page`, `disguised`,
 * `slow`, `missing`, `broken`, `style/<n>` by {@link HOSTS_THAT_ARE_NONE}, `capabilities` and `rest-capabilities` whose addresses cannot be read. It answers `/style.json`, `/tiles.json`, capabilities at `/wmts` and `/wmts-rest`, and any other
 * address with a picture, whose colour goes by the address.
 */
export async function startTileDouble(): Promise<TileDouble> {
  const held: Array<() => void> = [];
  let isHeld = false;
  let open = 0;
  let mostAtOnce = 0;

  const sendPicture = (url: string, response: ServerResponse): void => {
    const sum = [...url].reduce((total, character) => total + character.charCodeAt(0), 0);
    const color = [80 + (sum % 12) * 10, 120, 160 - (sum % 7) * 10] as const;
    response.setHeader('content-type', 'image/png').setHeader('set-cookie', 'tracked=yes').end(paintPng(color));
  };
  const misbehave = (what: string, response: ServerResponse): void => {
    const [name, count] = what.split('/');
    if (name === 'loop') response.writeHead(302, { location: '/hostile/loop' }).end();
    else if (name === 'hops')
      response
        .writeHead(302, { location: Number(count) > 1 ? `/hostile/hops/${Number(count) - 1}` : '/picture.png' })
        .end();
    else if (name === 'large')
      response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.alloc(LARGE_BYTES, 0x89));
    else if (name === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>');
    else if (name === 'disguised')
      response.writeHead(200, { 'content-type': 'image/png' }).end('<script>alert(1)</script>');
    else if (name === 'style') response.end(describeHostileStyle(HOSTS_THAT_ARE_NONE[Number(count)]!));
    else if (name === 'capabilities') response.end(describeWmts('http://['));
    else if (name === 'rest-capabilities') response.end(describeWmts('http://[', { isRest: true }));
    else if (name === 'missing') response.writeHead(404).end();
    else if (name === 'broken') response.writeHead(500).end('out of order');
    // `slow` never answers.
  };
  const answer = (url: string, response: ServerResponse, address: string): void => {
    const { pathname, searchParams } = new URL(url, address);
    const isCapabilities = searchParams.get('REQUEST') === 'GetCapabilities';
    if (pathname.startsWith('/hostile/')) misbehave(pathname.slice('/hostile/'.length), response);
    else if (pathname === '/style.json')
      response.setHeader('content-type', 'application/json').end(describeStyle(address));
    else if (pathname === '/tiles.json')
      response.end(
        JSON.stringify({
          tiles: ['https://tiles.example/{z}/{x}/{y}.pbf'],
          attribution: '<a href="https://openfreemap.org">OpenFreeMap</a> &copy; OpenMapTiles Data from OpenStreetMap',
        }),
      );
    else if (isCapabilities) response.end(describeWmts(address, { isRest: pathname === '/wmts-rest' }));
    else if (isHeld) held.push(() => sendPicture(url, response));
    else sendPicture(url, response);
  };

  const requests: TileDouble['requests'] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/';
    requests.push({ url, headers: request.headers });
    mostAtOnce = Math.max(mostAtOnce, ++open);
    response.once('close', () => void open--);
    answer(url, response, double.address);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const double: TileDouble = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    get hold() {
      return isHeld;
    },
    set hold(now) {
      isHeld = now;
      if (!now) for (const send of held.splice(0)) send();
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return double;
}
