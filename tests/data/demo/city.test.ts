import { describe, expect, it } from 'vitest';
import { createDemoCity, createDemoIncidents } from '../../../data/demo/city.ts';
import { distanceBetween, isInCity, toPlane } from '../../../data/demo/ground.ts';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES } from '@liaowang/shared/schemas/incident';

const DAY_MS = 86_400_000;
const now = new Date('2026-11-23T12:00:00Z');
const city = { ...createDemoCity({ seed: 1, now }), incidents: createDemoIncidents({ seed: 1, now }) };
const countOf = <T>(items: readonly T[], holds: (item: T) => boolean): number => items.filter(holds).length;

describe('createDemoCity', () => {
  it('gives the same city for the same seed, and another for another', () => {
    expect({ ...createDemoCity({ seed: 1, now }), incidents: createDemoIncidents({ seed: 1, now }) }).toEqual(city);
    const other = { ...createDemoCity({ seed: 2, now }), incidents: createDemoIncidents({ seed: 2, now }) };
    expect(other.lookouts.map(({ position }) => position)).not.toEqual(city.lookouts.map(({ position }) => position));
    expect(other.incidents[100]).not.toEqual(city.incidents[100]);
  });

  it('keeps posts and units when only the clock moves on', () => {
    const later = createDemoCity({ seed: 1, now: new Date(now.getTime() + 30 * DAY_MS) });
    expect(later.units).toEqual(city.units);
    expect(later.stations).toEqual(city.stations);
    expect(later.lookouts.map(({ position }) => position)).toEqual(city.lookouts.map(({ position }) => position));
  });

  it("has the association's figures", () => {
    expect(city.branches).toHaveLength(25);
    expect(city.stations).toHaveLength(278);
    expect(city.lookouts).toHaveLength(22);
    expect(countOf(city.units, ({ kind }) => kind === 'foot' || kind === 'bicycle')).toBe(300);
    expect(countOf(city.units, ({ kind }) => kind === 'bus' || kind === 'taxi')).toBe(898);
    expect(countOf(city.keyAreas, ({ kind }) => kind === 'town-core')).toBe(6);
    expect(city.incidents.length).toBeGreaterThan(17_500);
    expect(city.incidents.length).toBeLessThan(20_000);
  });

  it('repeats no code, number, device or key', () => {
    for (const names of [
      city.branches.map(({ code }) => code),
      city.stations.map(({ code }) => code),
      city.lookouts.map(({ number }) => String(number)),
      city.keyAreas.map(({ code }) => code),
      city.units.map(({ deviceId }) => deviceId),
      city.incidents.map(({ key }) => key),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('gives everything a branch that exists, and every branch some units and stations', () => {
    const codes = new Set(city.branches.map(({ code }) => code));
    const used = [city.stations, city.lookouts, city.keyAreas, city.units, city.incidents]
      .flat()
      .map(({ branchCode }) => branchCode);
    expect(used.filter((code) => !codes.has(code))).toEqual([]);
    expect(new Set(city.stations.map(({ branchCode }) => branchCode))).toEqual(codes);
    expect(new Set(city.units.map(({ branchCode }) => branchCode))).toEqual(codes);
  });

  it('lies inside the boundary', () => {
    const positions = [
      ...[...city.branches, ...city.stations, ...city.lookouts, ...city.incidents].map(({ position }) => position),
      ...city.keyAreas.flatMap(({ polygon }) => polygon.coordinates[0]!),
    ];
    expect(positions.filter((position) => !isInCity(toPlane(position)))).toEqual([]);
  });

  it('closes the rings of key areas, counter-clockwise', () => {
    for (const { polygon } of city.keyAreas) {
      const ring = polygon.coordinates[0]!.map(toPlane);
      expect(ring[0]).toEqual(ring[ring.length - 1]);
      const doubleArea = ring.slice(1).reduce((sum, point, i) => sum + ring[i]!.x * point.y - point.x * ring[i]!.y, 0);
      expect(doubleArea).toBeGreaterThan(0);
    }
  });

  it('has lookouts by day, overnight and all day, and notice boards inspected before today', () => {
    expect(
      countOf(city.lookouts, (post) => post.dutyStartMinute === 0 && post.dutyEndMinute === 1_440),
    ).toBeGreaterThan(3);
    expect(countOf(city.lookouts, (post) => post.dutyEndMinute < post.dutyStartMinute)).toBeGreaterThan(1);
    expect(
      countOf(city.lookouts, (post) => post.dutyStartMinute === 420 && post.dutyEndMinute === 1_260),
    ).toBeGreaterThan(3);
    for (const { noticeBoardInspectedOn } of city.lookouts)
      expect((noticeBoardInspectedOn ?? '0') < '2026-11-23').toBe(true);
  });
});

describe('the incidents of the demo city', () => {
  const { incidents, clusters } = city;
  const localHour = (at: Date): number => new Date(at.getTime() + 8 * 3_600_000).getUTCHours();

  it('happen in the 550 days before now, in order, and are reported afterwards but not in the future', () => {
    let previous = now.getTime() - 550 * DAY_MS;
    for (const { occurredAt, reportedAt } of incidents) {
      expect(occurredAt.getTime()).toBeGreaterThanOrEqual(previous);
      expect(reportedAt.getTime()).toBeGreaterThanOrEqual(occurredAt.getTime());
      expect(reportedAt.getTime()).toBeLessThanOrEqual(now.getTime());
      previous = occurredAt.getTime();
    }
  });

  it('show every category and severity, and both sources', () => {
    expect(new Set(incidents.map(({ category }) => category))).toEqual(new Set(INCIDENT_CATEGORIES));
    expect(new Set(incidents.map(({ severity }) => severity))).toEqual(new Set(INCIDENT_SEVERITIES));
    const found = countOf(incidents, ({ source }) => source === 'found');
    expect(found / incidents.length).toBeGreaterThan(0.1);
    expect(found / incidents.length).toBeLessThan(0.3);
  });

  it('have quiet nights and busy evenings, and quarrels at weekends', () => {
    const nights = countOf(incidents, ({ occurredAt }) => localHour(occurredAt) >= 1 && localHour(occurredAt) < 5);
    const evenings = countOf(incidents, ({ occurredAt }) => localHour(occurredAt) >= 17 && localHour(occurredAt) < 21);
    expect(evenings).toBeGreaterThan(3 * nights);
    const disputes = incidents.filter(({ category }) => category === 'dispute');
    const weekday = (at: Date): number => new Date(at.getTime() + 8 * 3_600_000).getUTCDay();
    const weekends = countOf(disputes, ({ occurredAt }) => [0, 6].includes(weekday(occurredAt)));
    expect(weekends / 2).toBeGreaterThan((1.15 * (disputes.length - weekends)) / 5);
  });

  it('are closed when old, and in every state within the last day', () => {
    const old = incidents.filter(({ reportedAt }) => now.getTime() - reportedAt.getTime() > 4 * DAY_MS);
    expect(old.every(({ status }) => status === 'closed')).toBe(true);
    const recent = incidents.filter(({ reportedAt }) => now.getTime() - reportedAt.getTime() < DAY_MS);
    expect(new Set(recent.map(({ status }) => status))).toEqual(new Set(['open', 'assigned', 'closed']));
  });

  it('name no plate, telephone number or person by number', () => {
    for (const { description } of incidents) {
      expect(description).not.toMatch(/\d{3,}|[苏京沪]\w/);
      expect(description.length).toBeLessThan(60);
    }
  });

  it('are far denser in a true cluster, while it lives, than where and when it does not', () => {
    expect(clusters.length).toBeGreaterThanOrEqual(5);
    for (const cluster of clusters) {
      const lifeMs = cluster.endsAt.getTime() - cluster.startsAt.getTime();
      const distanceFromMiddle = (position: readonly number[], atMs: number): number => {
        const age = (atMs - cluster.startsAt.getTime()) / lifeMs;
        const [from, to] = [toPlane(cluster.from), toPlane(cluster.to)];
        return distanceBetween(toPlane(position), {
          x: from.x + (to.x - from.x) * age,
          y: from.y + (to.y - from.y) * age,
        });
      };
      const alive = incidents.filter(
        ({ category, occurredAt }) =>
          cluster.categories.includes(category) && occurredAt >= cluster.startsAt && occurredAt < cluster.endsAt,
      );
      const radiusMeters = 2 * cluster.sigmaMeters;
      const inside = countOf(
        alive,
        ({ position, occurredAt }) => distanceFromMiddle(position, occurredAt.getTime()) <= radiusMeters,
      );
      const ring = countOf(alive, ({ position, occurredAt }) => {
        const distance = distanceFromMiddle(position, occurredAt.getTime());
        return distance > 2 * radiusMeters && distance <= 3 * radiusMeters;
      });
      // The ring has five times the disk's area; another cluster may lie in it.
      expect.soft(inside, cluster.key).toBeGreaterThan((6 * ring) / 5);
      expect.soft(inside, cluster.key).toBeGreaterThan(0.6 * cluster.expectedCount);
    }
  });
});
