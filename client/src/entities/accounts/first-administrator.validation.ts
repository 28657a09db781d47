import { validateNewPassword } from './new-password.validation.ts';

/** The schema's limits (shared/src/schemas/account.ts), stated again so that the sign-in page need not load a schema library; a test holds them equal. */
const USERNAME = { minLength: 3, pattern: /^[a-z0-9][a-z0-9._-]*$/ };

/** What is wrong with a field: a key of the catalogue's `form` section, with what it says in braces. */
export type FieldProblem = { key: 'required' | 'badUsername' | 'differs' } | { key: 'tooShort'; count: number };

export interface FirstAdministratorForm {
  username: string;
  password: string;
  repeat: string;
}

/** Problems by field; an empty object = can be sent. The server checks the same schema again. */
export function validateFirstAdministrator({
  username,
  password,
  repeat,
}: FirstAdministratorForm): Partial<Record<keyof FirstAdministratorForm, FieldProblem>> {
  const problems: Partial<Record<keyof FirstAdministratorForm, FieldProblem>> = {};
  if (username === '') problems.username = { key: 'required' };
  else if (username.length < USERNAME.minLength) problems.username = { key: 'tooShort', count: USERNAME.minLength };
  else if (!USERNAME.pattern.test(username)) problems.username = { key: 'badUsername' };
  return { ...problems, ...validateNewPassword(password, repeat) };
}
