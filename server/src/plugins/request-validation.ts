import ajvCompiler, { type BuildCompilerFromPool } from '@fastify/ajv-compiler';

/**
 * Makes Fastify's validators: query, path and headers are texts and become what the schema wants; a JSON body says itself
 * what it holds and is taken at its word. Otherwise null would become 0 or '', and where null may stand beside a number 0
 * would become null: another thing than was sent, without a word.
 */
export const buildValidator: BuildCompilerFromPool = (externalSchemas, options) => {
  const build = ajvCompiler();
  const lenient = build(externalSchemas, options);
  const strict = build(externalSchemas, { customOptions: { ...options?.customOptions, coerceTypes: false } });
  return (route) => (typeof route === 'object' && route['httpPart'] === 'body' ? strict : lenient)(route);
};
