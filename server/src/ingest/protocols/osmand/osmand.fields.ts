/*
 * The names and values of one OsmAnd message. Clients spell the names as they like (`deviceid`, `device_id`, `deviceId`),
 * so they are compared without case and separators.
 */

/** One value, and the name it was sent under with its path, for refusals. */
export interface Field {
  path: string;
  value: unknown;
}

/** Fields by plain name. Absent ones (null, empty text) are not in it; of a repeated one the last counts. */
export type Fields = ReadonlyMap<string, Field>;

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parameters that come twice arrive as an array of their values. */
function findLast(value: unknown): unknown {
  return Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null)
    ? value.at(-1)
    : value;
}

/** Of several alarms each counts. */
const joinAlarms = (name: string, value: unknown): unknown =>
  name.toLowerCase() === 'alarm' && Array.isArray(value) ? value.map(readText).join(',') : value;

/** Whether a value says nothing: null, or empty text. */
export function isAbsent(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** The fields of an object found at `path` ('' = the message itself); none of what is no object. */
export function readFields(object: unknown, path = ''): Fields {
  const fields = new Map<string, Field>();
  if (!isObject(object)) return fields;
  for (const [name, repeated] of Object.entries(object)) {
    const value = findLast(joinAlarms(name, repeated));
    if (!isAbsent(value))
      fields.set(name.toLowerCase().replaceAll(/[-_]/g, ''), { path: path === '' ? name : `${path}.${name}`, value });
  }
  return fields;
}

/** The first of the names that the innermost layer has, then the next layer's. */
export function findField(layers: readonly Fields[], names: readonly string[]): Field | undefined {
  for (const layer of layers) {
    for (const name of names) {
      const field = layer.get(name);
      if (field) return field;
    }
  }
  return undefined;
}

/** A value as text; '' of what has none. */
export function readText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value).trim()
    : '';
}

/** Yes or no as JSON or a form says it, or null. */
export function readFlag(value: unknown): boolean | null {
  const text = readText(value).toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  return ['false', '0', 'no', 'off'].includes(text) ? false : null;
}
