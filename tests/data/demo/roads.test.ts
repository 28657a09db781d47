import { describe, expect, it } from 'vitest';
import { distanceBetween, isInCity } from '../../../data/demo/ground.ts';
import { createRoadNetwork } from '../../../data/demo/roads.ts';
import { findRoute } from '../../../data/demo/route.ts';

describe.each([1, 7, 2026])('the street network of seed %i', (seed) => {
  const network = createRoadNetwork(seed);
  const used = [...[...network.townNodes.values()].flat(), ...network.arterialNodes];

  it('reaches every town and road from the first town', () => {
    const reachable = new Set([used[0]!]);
    for (const node of reachable) for (const next of network.neighbours[node]!) reachable.add(next);
    expect(used.filter((node) => !reachable.has(node))).toEqual([]);
    expect(network.townNodes.size).toBe(21);
  });

  it('stays inside the boundary, streets between crossings too', () => {
    for (const [node, neighbours] of network.neighbours.entries()) {
      const from = network.nodes[node]!;
      for (const to of neighbours.map((next) => network.nodes[next]!)) {
        expect(isInCity({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 })).toBe(true);
      }
    }
  });
});

describe('findRoute', () => {
  const network = createRoadNetwork(1);

  it('is as short as an exhaustive search says', () => {
    const start = network.townNodes.get('320381107')![0]!;
    const shortest = new Map([[start, 0]]);
    // Bellman–Ford until nothing changes.
    for (let changed = true; changed;) {
      changed = false;
      for (const [node, cost] of shortest) {
        for (const next of network.neighbours[node]!) {
          const known = cost + distanceBetween(network.nodes[node]!, network.nodes[next]!);
          if (known >= (shortest.get(next) ?? Infinity) - 1e-6) continue;
          shortest.set(next, known);
          changed = true;
        }
      }
    }
    for (const goal of [...network.townNodes.values()].map((nodes) => nodes[0]!)) {
      const route = findRoute(network, start, goal)!;
      const length = route
        .slice(1)
        .reduce((sum, node, i) => sum + distanceBetween(network.nodes[route[i]!]!, network.nodes[node]!), 0);
      expect(length).toBeCloseTo(shortest.get(goal)!, 3);
      expect(route.slice(1).every((node, i) => network.neighbours[route[i]!]!.includes(node))).toBe(true);
    }
  });

  it('is the node itself when one is there already', () => {
    expect(findRoute(network, 5, 5)).toEqual([5]);
  });
});
