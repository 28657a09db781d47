/** The schema's limit (shared/src/schemas/account.ts), stated again so that pages before sign-in need not load a schema library; a test holds them equal. */
const PASSWORD = { minLength: 10 };

/** What is wrong with a new password and with its repetition: a key of the catalogue's `form` section, with what it says in braces. An empty object = can be sent; the server refuses common ones besides. */
export interface NewPasswordProblems {
  password?: { key: 'required' } | { key: 'tooShort'; count: number };
  repeat?: { key: 'differs' };
}

/** Problems of a password that was typed twice. */
export function validateNewPassword(password: string, repeat: string): NewPasswordProblems {
  const problems: NewPasswordProblems = {};
  if (password === '') problems.password = { key: 'required' };
  else if (password.length < PASSWORD.minLength) problems.password = { key: 'tooShort', count: PASSWORD.minLength };
  if (repeat !== password) problems.repeat = { key: 'differs' };
  return problems;
}
