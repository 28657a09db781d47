import type { SameKeys } from '../../i18n/same-keys.ts';
import type { accountsZhCN } from './texts.zh-CN.ts';

export const accountsEn: SameKeys<typeof accountsZhCN> = {
  role: {
    administrator: 'Administrator',
    dispatcher: 'Dispatcher',
    analyst: 'Analyst',
    'police-liaison': 'Police liaison',
    'branch-lead': 'Branch lead',
    volunteer: 'Volunteer',
  },
  roleNote: {
    administrator: 'Settings and accounts',
    dispatcher: 'Whole city, acknowledges alerts',
    analyst: 'Coverage and hotspots',
    'police-liaison': 'Incidents and zones',
    'branch-lead': 'Own branch only',
    volunteer: 'Reports incidents',
  },
  signIn: {
    title: 'Sign in',
    tagline: 'The map room of public-safety volunteers',
    username: 'Account',
    password: 'Password',
    submit: 'Sign in',
    demoTitle: 'Enter the demo as',
    demoText: 'Units, incidents and people here are made up and move by simulation. They stand for nothing real.',
    demoOr: 'or sign in with an account',
    ended: 'Your session has ended. Sign in again: with the same account, what you were writing is still there.',
    needsSetUp: 'There is no administrator yet. Open the set-up link that the server printed when it started.',
  },
  invitation: {
    title: 'Choose a password',
    text: '{{name}}, your user name is {{username}}. Choose a password and you are signed in; the link is void then.',
    submit: 'Choose and sign in',
    noToken: 'The link is incomplete: copy all of what the administrator gave you.',
  },
  errors: {
    'invitation-void': 'This link is void, used or over. Ask an administrator for a new one.',
    'password-too-common':
      'This password is among the first that are guessed. Several words that do not belong together are safer.',
  },
  setUp: {
    title: 'Set up the first administrator',
    text: 'This link works once. The administrator adds all other accounts.',
    usernameHint: '3–64 lower-case letters, digits, dots, dashes or underscores; starts with a letter or digit',
    passwordHint: 'At least 10 characters; length matters more than symbols',
    repeat: 'Password once more',
    submit: 'Finish',
    noToken: 'The link is incomplete: its token is missing. Copy the whole link that the server printed.',
    alreadyDone: 'The administrator has been set up already.',
    toSignIn: 'Go to sign-in',
  },
};
