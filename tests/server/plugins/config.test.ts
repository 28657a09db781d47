import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../server/src/plugins/config.ts';

describe('settings', () => {
  it('have defaults: the demo, on this machine only, with the embedded database', () => {
    expect(readConfig({}, [])).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: undefined, demo: true, ingestTokenRequired: false, metricsAccess: 'loopback', trustProxy: false, positionRetentionDays: 90 });
  });

  it('demand device tokens outside the demo, unless told otherwise', () => {
    expect(readConfig({}, ['--no-demo'])).toMatchObject({ demo: false, ingestTokenRequired: true });
    expect(readConfig({ INGEST_TOKEN_REQUIRED: 'false' }, ['--no-demo']).ingestTokenRequired).toBe(false);
    expect(readConfig({ INGEST_TOKEN_REQUIRED: 'true' }, []).ingestTokenRequired).toBe(true);
  });

  it('are read from the environment; an empty variable is none', () => {
    const given = { HOST: '0.0.0.0', PORT: '8080', DATABASE_URL: 'postgres://u:p@h:5432/d', OSMAND_PORT: '5055', SESSION_HOURS: '0.5', TRUST_PROXY: 'true', PUBLIC_ORIGIN: '' };
    expect(readConfig(given, [])).toMatchObject({ host: '0.0.0.0', port: 8080, databaseUrl: 'postgres://u:p@h:5432/d', osmandPort: 5055, sessionHours: 0.5, trustProxy: true, publicOrigin: undefined });
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['OSMAND_PORT', 'osmand'],
    ['DATABASE_URL', 'mysql://x'],
    ['DATABASE_POOL_SIZE', '1'],
    ['PUBLIC_ORIGIN', 'liaowang.example/'],
    ['POSITION_RETENTION_DAYS', '0'],
    ['SESSION_HOURS', 'NaN'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_ACCESS', 'some'],
    ['INGEST_TOKEN_REQUIRED', 'perhaps'],
  ])('%s=%s is refused in one sentence that names it', (name, value) => {
    const read = () => readConfig({ [name]: value }, []);
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}=.* cannot be used: it .+\\.$`));
  });

  it('an unknown option is refused with the known ones', () => {
    expect(() => readConfig({}, ['--demon'])).toThrow(/--no-demo/);
    expect(() => readConfig({}, ['file'])).toThrow(ConfigError);
  });
});
