import { distanceBetween } from './ground.ts';
import type { RoadNetwork } from './roads.ts';

/**
 * Shortest way between two nodes, both included, by A* with the straight distance as bound; null when there is none
 * (the network is connected, so only for nodes cut off from it).
 */
export function findRoute(network: RoadNetwork, from: number, to: number): number[] | null {
  const { nodes, neighbours } = network;
  const goal = nodes[to]!;
  const cost = new Map<number, number>([[from, 0]]);
  const cameFrom = new Map<number, number>();
  const done = new Set<number>();
  const frontier = createFrontier();
  frontier.push(from, distanceBetween(nodes[from]!, goal));
  for (let node = frontier.pop(); node !== null; node = frontier.pop()) {
    if (node === to) return unwind(cameFrom, to);
    if (done.has(node)) continue;
    done.add(node);
    for (const next of neighbours[node]!) {
      const known = cost.get(node)! + distanceBetween(nodes[node]!, nodes[next]!);
      if (known >= (cost.get(next) ?? Infinity)) continue;
      cost.set(next, known);
      cameFrom.set(next, node);
      frontier.push(next, known + distanceBetween(nodes[next]!, goal));
    }
  }
  return null;
}

function unwind(cameFrom: ReadonlyMap<number, number>, to: number): number[] {
  const route = [to];
  for (let node = cameFrom.get(to); node !== undefined; node = cameFrom.get(node)) route.push(node);
  return route.reverse();
}

/** Binary heap of nodes, smallest estimate first. */
function createFrontier(): { push(node: number, estimate: number): void; pop(): number | null } {
  const heap: { node: number; estimate: number }[] = [];
  return {
    push(node, estimate) {
      let at = heap.push({ node, estimate }) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (heap[parent]!.estimate <= estimate) break;
        [heap[at], heap[parent]] = [heap[parent]!, heap[at]!];
        at = parent;
      }
    },
    pop() {
      const top = heap[0];
      if (top === undefined) return null;
      const last = heap.pop()!;
      if (heap.length === 0) return top.node;
      heap[0] = last;
      for (let at = 0; ;) {
        const left = 2 * at + 1;
        if (left >= heap.length) return top.node;
        const child = left + 1 < heap.length && heap[left + 1]!.estimate < heap[left]!.estimate ? left + 1 : left;
        if (heap[child]!.estimate >= heap[at]!.estimate) return top.node;
        [heap[at], heap[child]] = [heap[child]!, heap[at]!];
        at = child;
      }
    },
  };
}
