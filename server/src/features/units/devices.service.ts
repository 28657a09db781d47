import { renderSVG } from 'uqr';
import { Value } from 'typebox/value';
import { isTimeZone } from '@liaowang/shared/analysis/time/is-time-zone';
import type { CreatedDevice, Device, DeviceChange, DeviceSetup, NewDevice } from '@liaowang/shared/schemas/device';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import type { DeviceKind } from '../../plugins/device-kind.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import { nameKey, type DeviceRegister, type KnownDevice } from './device-register.ts';
import { createDeviceToken, hashDeviceToken } from './device-token.ts';
import type { DevicesRepository } from './devices.repository.ts';
import type { UnitsRepository } from './units.repository.ts';

function refuse(field: string, reason: string): RequestRefused {
  return new RequestRefused(400, { code: 'invalid-input', field: `body.${field}`, reason });
}

/** What the audit log says of a change of a device. */
interface DeviceEntry {
  accountId: number;
  action: string;
  detail: object;
}

/** The devices of units: who may send, how each is set, and how a phone is set up. */
export function createDevicesService(options: {
  repository: DevicesRepository;
  units: UnitsRepository;
  register: DeviceRegister;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
  /** The protocols that are spoken here. */
  kinds: readonly DeviceKind[];
  tokenRequired: boolean;
}) {
  const { repository, units, register, db, bus, audit, kinds, tokenRequired } = options;

  function findKind(protocol: string): DeviceKind {
    const kind = kinds.find(({ name }) => name === protocol);
    if (kind) return kind;
    throw refuse('protocol', `is none of ${kinds.map(({ name }) => name).join(', ')}`);
  }

  /** Settings of a protocol that are whole and right. @throws {RequestRefused} naming what is not */
  function readSettings(kind: DeviceKind, given: Record<string, unknown>): Record<string, unknown> {
    const settings = Value.Default(kind.settings, { ...given }) as Record<string, unknown>;
    for (const name of Object.keys(settings))
      if (!(name in kind.settings.properties))
        throw refuse(`settings.${name}`, `is no setting of a device that speaks ${kind.name}`);
    const fault = [...Value.Errors(kind.settings, settings)][0];
    if (fault) throw refuse(`settings${fault.instancePath.replaceAll('/', '.')}`, fault.message);
    return settings;
  }

  function checkTimeZone(timeZone: string | null | undefined): void {
    if (typeof timeZone === 'string' && !isTimeZone(timeZone))
      throw refuse('timeZone', 'is no IANA name of a time zone, such as Asia/Shanghai');
  }

  /** Lets everybody know of a unit as it was committed. */
  function announce(unit: RegisteredUnit): void {
    register.setUnits([unit]);
    bus.emit('units.changed', [unit]);
  }

  async function lookUp(key: string, find: () => Promise<Device | null>): Promise<KnownDevice | null> {
    if (register.isUnknown(key)) return null;
    const device = await find();
    const unit = device && (await units.findById(device.unitId));
    if (!device || !unit) {
      register.noteUnknown(key);
      return null;
    }
    // Made by another server: this one learns of it by its first message.
    announce(unit);
    return { device, unit };
  }

  /** A device of a unit; `deviceId` null: its first. */
  async function findDevice(unitId: number, deviceId: number | null, client: Queryable): Promise<Device> {
    const unit = await units.findById(unitId, client);
    if (!unit) throw notFound('unit');
    const device = deviceId === null ? unit.devices[0] : unit.devices.find(({ id }) => id === deviceId);
    if (!device) throw notFound('device');
    return device;
  }

  /** The same, held for this transaction: the devices of a unit change one after another. */
  async function hold(unitId: number, deviceId: number | null, client: Queryable): Promise<Device> {
    await units.lock(unitId, client);
    return findDevice(unitId, deviceId, client);
  }

  async function changeWithin(
    unitId: number,
    deviceId: number | null,
    change: DeviceChange,
    entry: DeviceEntry,
    client: Queryable,
  ): Promise<Device> {
    checkTimeZone(change.timeZone);
    const known = await hold(unitId, deviceId, client);
    const settings = readSettings(findKind(known.protocol), { ...known.settings, ...change.settings });
    const device: Device = { ...known, ...change, settings };
    await repository.update(device, client);
    await audit.record({ ...entry, subject: `unit:${unitId}` }, client);
    return device;
  }

  function toSetup(device: Device, origin: string, token: string | null): DeviceSetup {
    const setup = findKind(device.protocol).createSetup(device, { origin, token });
    // Without a token the code would not work where one is demanded.
    const needsToken = tokenRequired && token === null;
    return { ...setup, needsToken, qrSvg: needsToken ? null : renderSVG(setup.url, { border: 2 }) };
  }

  return {
    /** What is wrong with what a device calls itself; null = nothing. */
    findIdFault: (protocol: string, externalId: string): string | null => findKind(protocol).findIdFault(externalId),
    /** What devices call themselves in a protocol, by their units' ids. */
    findNames: (protocol: string, client: Queryable) => repository.findNames(protocol, client),
    /** Adds a device whose values were checked, as from a table, and returns its token. */
    async insertUnchecked(
      device: Pick<Device, 'unitId' | 'protocol' | 'externalId' | 'reportIntervalSeconds' | 'heartbeatSeconds'>,
      client: Queryable,
    ): Promise<string> {
      const token = createDeviceToken();
      const settings = readSettings(findKind(device.protocol), {});
      await repository.insert({ ...device, datum: 'wgs84', timeZone: null, settings }, hashDeviceToken(token), client);
      return token;
    },
    /** Adds a device to a unit of this transaction. @throws {RequestRefused} naming the field at fault */
    async insert(unitId: number, input: NewDevice, client: Queryable): Promise<{ device: Device; token: string }> {
      const kind = findKind(input.protocol);
      const idFault = kind.findIdFault(input.externalId);
      if (idFault !== null) throw refuse('externalId', idFault);
      checkTimeZone(input.timeZone);
      const token = createDeviceToken();
      const device = await repository.insert(
        {
          unitId,
          protocol: input.protocol,
          externalId: input.externalId,
          datum: input.datum ?? 'wgs84',
          timeZone: input.timeZone ?? null,
          reportIntervalSeconds: input.reportIntervalSeconds ?? null,
          heartbeatSeconds: input.heartbeatSeconds ?? null,
          settings: readSettings(kind, input.settings ?? {}),
        },
        hashDeviceToken(token),
        client,
      );
      if (!device)
        throw new RequestRefused(409, {
          code: 'device-taken',
          field: 'body.externalId',
          reason: `Device ${input.externalId} belongs to a unit already.`,
        });
      return { device, token };
    },
    announce,
    /** Forgets the devices of a unit that is no more: what they send is refused from now on. */
    forget(unit: RegisteredUnit): void {
      register.setUnits([{ ...unit, devices: [] }]);
    },

    /** The device that calls itself so in its protocol, and its unit; null: there is none. */
    async findByName(protocol: string, externalId: string): Promise<KnownDevice | null> {
      return (
        register.findByName(protocol, externalId) ??
        lookUp(nameKey(protocol, externalId), () => repository.findByExternalId(protocol, externalId))
      );
    },
    /** The device that holds this token, and its unit; null: there is none. */
    async findByToken(token: string): Promise<KnownDevice | null> {
      const hash = hashDeviceToken(token);
      const key = hash.toString('hex');
      return (
        register.findByToken(key) ??
        lookUp(key, async () => {
          const found = await repository.findByToken(hash);
          if (found) register.noteToken(key, found.device.id, found.isNew);
          return found?.device ?? null;
        })
      );
    },

    /** The devices of a unit, in the order in which they were added. */
    async findAll(unitId: number): Promise<Device[]> {
      const unit = await units.findById(unitId);
      if (!unit) throw notFound('unit');
      return unit.devices;
    },
    /** Adds a device to a unit. Its token is in the answer and nowhere else. */
    async add(unitId: number, input: NewDevice, accountId: number): Promise<CreatedDevice> {
      const { unit, device, token } = await db.transaction(async (client) => {
        if (!(await units.lock(unitId, client))) throw notFound('unit');
        const added = await this.insert(unitId, input, client);
        const { id, protocol } = added.device;
        await audit.record(
          { accountId, action: 'device.added', subject: `unit:${unitId}`, detail: { device: id, protocol } },
          client,
        );
        return { ...added, unit: (await units.findById(unitId, client))! };
      });
      announce(unit);
      return { ...device, token };
    },
    /** Changes how a device is set, inside the transaction of `client`; its next message is read by it. `deviceId` null: the first of the unit. */
    changeWithin,
    /** The same in a transaction of its own, and tells everybody. */
    async change(
      unitId: number,
      deviceId: number | null,
      change: DeviceChange,
      entry: DeviceEntry,
    ): Promise<{ unit: RegisteredUnit; device: Device }> {
      const changed = await db.transaction(async (client) => ({
        device: await changeWithin(unitId, deviceId, change, entry, client),
        unit: (await units.findById(unitId, client))!,
      }));
      announce(changed.unit);
      return changed;
    },
    /** Takes a device away: what it sends from now on is refused. What it sent stays its unit's. */
    async remove(unitId: number, deviceId: number, accountId: number): Promise<void> {
      const unit = await db.transaction(async (client) => {
        const device = await hold(unitId, deviceId, client);
        await repository.delete(device.id, client);
        await audit.record(
          {
            accountId,
            action: 'device.removed',
            subject: `unit:${unitId}`,
            detail: { device: device.id, protocol: device.protocol },
          },
          client,
        );
        return (await units.findById(unitId, client))!;
      });
      announce(unit);
    },

    /** How a phone is set up for a device, as far as it can be told without making a token. `deviceId` null: the first of the unit. */
    async findSetup(unitId: number, deviceId: number | null, origin: string): Promise<DeviceSetup> {
      return toSetup(await findDevice(unitId, deviceId, db), origin, null);
    },
    /** Makes a token for a new set-up, shown in the answer and nowhere else. The phone in use goes on until the new one sends. */
    async renewSetup(unitId: number, deviceId: number | null, origin: string, accountId: number): Promise<DeviceSetup> {
      const token = createDeviceToken();
      const device = await db.transaction(async (client) => {
        const known = await hold(unitId, deviceId, client);
        await repository.updateNextToken(known.id, hashDeviceToken(token), client);
        await audit.record(
          { accountId, action: 'unit.token-made', subject: `unit:${unitId}`, detail: { device: known.id } },
          client,
        );
        return known;
      });
      return toSetup(device, origin, token);
    },
  };
}

export type DevicesService = ReturnType<typeof createDevicesService>;
