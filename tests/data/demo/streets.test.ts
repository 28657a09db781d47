import { describe, expect, it } from 'vitest';
import { createRoadNetwork } from '../../../data/demo/roads.ts';
import { createStreets } from '../../../data/demo/streets.ts';
import { toLngLat } from '../../../data/demo/ground.ts';
import { CAPITAL_TOWN_CODE } from '../../../data/demo/towns.ts';

const network = createRoadNetwork(1);
const streets = createStreets(network);
const keyOf = ([lng, lat]: readonly number[]): string => `${lng},${lat}`;

describe('the streets of the made-up city', () => {
  it('are all links that anybody can move along, each drawn once', () => {
    const drawn = streets.flatMap(({ lines }) =>
      lines.flatMap((line) => line.slice(1).map((place, i) => [keyOf(line[i]!), keyOf(place)].toSorted().join(' '))),
    );
    const reachable = new Set([...[...network.townNodes.values()].flat(), ...network.arterialNodes]);
    const links = network.neighbours.flatMap((neighbours, node) =>
      neighbours
        .filter((next) => next > node && reachable.has(node) && reachable.has(next))
        .map((next) =>
          [keyOf(toLngLat(network.nodes[node]!)), keyOf(toLngLat(network.nodes[next]!))].toSorted().join(' '),
        ),
    );
    expect(new Set(drawn)).toEqual(new Set(links));
    expect(drawn.length).toBe(new Set(drawn).size);
  });

  it('have names of their own between towns, and each town its own', () => {
    const roads = streets.filter(({ roadClass }) => roadClass === 'trunk');
    expect(new Set(roads.map(({ name }) => name)).size).toBe(roads.length);
    expect(new Set(roads.map(({ nameEn }) => nameEn)).size).toBe(roads.length);
    const capital = createStreets({
      ...network,
      arterials: [],
      streets: network.streets.filter(({ townCode }) => townCode === CAPITAL_TOWN_CODE),
    }).flatMap(({ name }) => (name === '' ? [] : [name]));
    expect(new Set(capital).size).toBe(capital.length);
  });

  it('have the names that people know in the county seat, in both languages', () => {
    const seat = streets.filter(({ roadClass }) => roadClass === 'main').map(({ name }) => name);
    expect(seat).toEqual(expect.arrayContaining(['钟吾路', '市府路', '人民路']));
    for (const { name, nameEn } of streets) expect(name === '').toBe(nameEn === '');
    expect(streets.filter(({ name }) => name !== '').length).toBeGreaterThan(150);
  });
});
