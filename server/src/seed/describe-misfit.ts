import type { TLocalizedValidationError } from 'typebox/error';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
  null: 'null',
};

/** What does not fit a schema, as a person would say it: `places.0.position.1 must be 90 at most`. */
export function describeMisfit(error: TLocalizedValidationError | undefined): string {
  if (!error) return 'the whole of it does not fit';
  const path = error.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const what = path || 'the whole of it';
  switch (error.keyword) {
    case 'required':
      return `${error.params.requiredProperties.map((name) => (path ? `${path}.${name}` : name)).join(' and ')} is missing`;
    case 'additionalProperties':
      return `${path ? `${path} has` : 'it has'} a setting ${error.params.additionalProperties.join(' and ')}, which is not known`;
    // What may not be there at all: a property nobody knows, or one number too many.
    case 'boolean':
      return `${what} is not known: leave it out`;
    case 'type': {
      const types = [error.params.type].flat().map((type) => KINDS[type] ?? type);
      return `${what} must be ${types.join(' or ')}`;
    }
    case 'minimum':
      return `${what} must be ${error.params.limit} at least`;
    case 'maximum':
      return `${what} must be ${error.params.limit} at most`;
    case 'minLength':
      return `${what} must have ${error.params.limit} characters at least`;
    case 'maxLength':
      return `${what} must have ${error.params.limit} characters at most`;
    case 'minItems':
      return `${what} must have ${error.params.limit} entries at least`;
    case 'maxItems':
      return `${what} must have ${error.params.limit} entries at most`;
    case 'enum':
      return `${what} must be one of ${error.params.allowedValues.join(', ')}`;
    case 'const':
      return `${what} must be ${String(error.params.allowedValue)}`;
    default:
      return `${what} is not as it should be`;
  }
}
