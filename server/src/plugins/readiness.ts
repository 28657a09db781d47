import fp from 'fastify-plugin';
import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';

/** What is wrong, in one sentence; null while nothing is. Throwing counts as wrong. */
type ReadinessCheck = () => string | null | Promise<string | null>;

interface ReadinessDecorator {
  /**
   * Adds a reason for which `/readyz` answers 503 while `check` returns a sentence. `code` is stable, e.g. `disk-full`.
   * @throws Error when the code is taken
   */
  add(code: ErrorCode, check: ReadinessCheck): void;
  /** Every reason that holds now, in the order in which they were added; empty: send traffic here. */
  findReasons(): Promise<Refusal[]>;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What must be well for this server to be sent traffic. */
    readiness: ReadinessDecorator;
  }
}

/** Below the patience of whoever asks (orchestrators wait 1–10 s): no answer is a bad one. */
const CHECK_WITHIN_MS = 5_000;

export default fp(
  async (app) => {
    const checks = new Map<ErrorCode, ReadinessCheck>();

    async function run(code: ErrorCode, check: ReadinessCheck): Promise<Refusal | null> {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<string>((resolve) => {
        timer = setTimeout(resolve, CHECK_WITHIN_MS, `No answer within ${CHECK_WITHIN_MS / 1_000} s.`);
      });
      try {
        const reason = await Promise.race([check(), late]);
        return reason === null ? null : { code, reason };
      } catch (error) {
        app.log.error({ err: error, code }, 'readiness check failed');
        return { code, reason: 'It cannot be told: the check failed and was logged.' };
      } finally {
        clearTimeout(timer);
      }
    }

    app.decorate('readiness', {
      add(code, check) {
        if (checks.has(code)) throw new Error(`Readiness check ${code} is there already.`);
        checks.set(code, check);
      },
      async findReasons() {
        const results = await Promise.all([...checks].map(([code, check]) => run(code, check)));
        return results.filter((result) => result !== null);
      },
    } satisfies ReadinessDecorator);
  },
  { name: 'readiness' },
);
