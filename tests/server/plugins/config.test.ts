import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../server/src/plugins/config.ts';

describe('settings', () => {
  it('have defaults: the demo, on this machine only, with the embedded database', () => {
    expect(readConfig({}, [])).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      demo: true,
      ingestTokenRequired: undefined,
      metricsAccess: 'loopback',
      trustProxy: false,
      positionRetentionDays: 90,
    });
  });

  it('leave it to the database whether devices need tokens, unless told', () => {
    expect(readConfig({}, ['--no-demo'])).toMatchObject({ demo: false, ingestTokenRequired: undefined });
    expect(readConfig({ INGEST_TOKEN_REQUIRED: 'false' }, ['--no-demo']).ingestTokenRequired).toBe(false);
    expect(readConfig({ INGEST_TOKEN_REQUIRED: 'true' }, []).ingestTokenRequired).toBe(true);
  });

  it('are read from the environment; an empty variable is none', () => {
    const given = {
      HOST: '0.0.0.0',
      PORT: '8080',
      DATABASE_URL: 'postgres://u:p@h:5432/d',
      OSMAND_PORT: '5055',
      SESSION_HOURS: '0.5',
      TRUST_PROXY: '1',
      PUBLIC_ORIGIN: '',
    };
    expect(readConfig(given, [])).toMatchObject({
      host: '0.0.0.0',
      port: 8080,
      databaseUrl: 'postgres://u:p@h:5432/d',
      osmandPort: 5055,
      sessionHours: 0.5,
      trustProxy: 1,
      publicOrigin: undefined,
    });
  });

  it.each([
    ['', false],
    ['0', false],
    ['false', false],
    ['2', 2],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, fd00::/8,loopback', ['10.0.0.0/8', 'fd00::/8', 'loopback']],
  ])('TRUST_PROXY=%s is a number of proxies or a list of their addresses', (text, expected) => {
    expect(readConfig({ TRUST_PROXY: text }, []).trustProxy).toEqual(expected);
  });

  it('TRUST_PROXY=true is refused with the reason', () => {
    expect(() => readConfig({ TRUST_PROXY: 'true' }, [])).toThrow(
      /^TRUST_PROXY=true cannot be used: .*whoever asks could then write any address/,
    );
  });

  it.each([
    ['TRUST_PROXY', '-1'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '1.5'],
    ['TRUST_PROXY', 'proxy.example'],
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
