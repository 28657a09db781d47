import { dictionary } from '@zxcvbn-ts/language-common';
import { RequestRefused } from '../../plugins/error-handler.ts';

const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common'].map((each) => String(each).toLowerCase()));
/** Digits alone are a date or a telephone number up to this length. */
const MAX_DIGITS = 16;
const LEAST_DIFFERENT_CHARACTERS = 5;
/** What is left of a password without the user name must be a password still. */
const LEAST_BESIDE_USERNAME = 8;

/** Whether a password is among the first that are tried: of a list of 49,000 leaked ones, also with digits and signs around it, of few characters, digits alone, or hardly more than the user name. */
export function isCommonPassword(password: string, username: string): boolean {
  const typed = password.toLowerCase();
  if (COMMON.has(typed) || COMMON.has(typed.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))) return true;
  if (new Set(typed).size < LEAST_DIFFERENT_CHARACTERS) return true;
  if (/^\d+$/.test(typed) && typed.length <= MAX_DIGITS) return true;
  return typed.includes(username) && typed.replaceAll(username, '').length < LEAST_BESIDE_USERNAME;
}

/** @throws {RequestRefused} 400 where a password is common */
export function demandUncommon(password: string, username: string, field: string): void {
  if (isCommonPassword(password, username))
    throw new RequestRefused(400, {
      code: 'password-too-common',
      field,
      reason: 'This password is among the first that are tried. Several words that do not belong together are safer.',
    });
}
