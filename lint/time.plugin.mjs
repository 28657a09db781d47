/** Getters, setters and texts of Date that speak of the zone of the machine they run on. */
const MACHINE_ZONE = new Set([
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'getSeconds',
  'getTimezoneOffset',
  'setFullYear',
  'setMonth',
  'setDate',
  'setHours',
  'setMinutes',
  'setSeconds',
  'toDateString',
  'toTimeString',
  'toLocaleDateString',
  'toLocaleTimeString',
]);
/** Names of milliseconds: the house writes units into names, and the compiler sees that what is so named is no text where it is calculated with. */
const NAMES_MILLISECONDS = /(?:Ms|_MS|_ms|Milliseconds)$|^ms$/;
const ARITHMETIC = new Set(['-', '*', '/', '%', '**']);

const nameOf = (node) =>
  node.type === 'MemberExpression' ? (node.computed ? '' : node.property.name) : (node.name ?? '');

const isNumberCall = (callee) => {
  const owner = callee.type === 'MemberExpression' ? nameOf(callee.object) : '';
  const name = nameOf(callee);
  if (owner === 'Math' || (owner === 'Date' && (name === 'now' || name === 'UTC'))) return true;
  return name === 'Number' || name === 'getTime' || name === 'parseInstant' || NAMES_MILLISECONDS.test(name);
};

/** Whether an expression is seen to be a number without knowing types. */
const isNumber = (node) => {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number';
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+';
    case 'BinaryExpression':
      return ARITHMETIC.has(node.operator) || (node.operator === '+' && isNumber(node.left) && isNumber(node.right));
    case 'ConditionalExpression':
      return isNumber(node.consequent) && isNumber(node.alternate);
    case 'LogicalExpression':
      return isNumber(node.left) && isNumber(node.right);
    case 'TSNonNullExpression':
      return isNumber(node.expression);
    case 'CallExpression':
      return isNumberCall(node.callee);
    case 'MemberExpression':
      return node.computed ? NAMES_MILLISECONDS.test(nameOf(node.object)) : NAMES_MILLISECONDS.test(nameOf(node));
    default:
      return NAMES_MILLISECONDS.test(nameOf(node));
  }
};

const isDate = (node) => node.type === 'Identifier' && node.name === 'Date';

/** Text becomes an instant in one place, which refuses what names no zone; no code asks for the zone of the machine. */
const namedZone = {
  create: (context) => ({
    MemberExpression(node) {
      if (isDate(node.object) && nameOf(node) === 'parse')
        context.report({
          node,
          message:
            'Date.parse reads text without a zone in the zone of this machine: parseInstant (shared/analysis/time/instant) refuses it, createLocalClock reads the clock of a named zone.',
        });
      else if (!node.computed && MACHINE_ZONE.has(node.property.name))
        context.report({
          node,
          message: 'This goes by the zone of this machine: use the UTC method, or a formatter with a timeZone.',
        });
    },
    NewExpression(node) {
      if (!isDate(node.callee) || node.arguments.length === 0) return;
      if (node.arguments.length > 1)
        context.report({
          node,
          message:
            'Date parts are read in the zone of this machine: use Date.UTC, or createLocalClock of a named zone.',
        });
      else if (!isNumber(node.arguments[0]))
        context.report({
          node,
          message:
            'A Date is made of milliseconds, by their name (timeMs) or by arithmetic: text goes through parseInstant (shared/analysis/time/instant), which refuses what names no zone.',
        });
    },
  }),
};

/** A rule against the two ways by which code asks this computer what time it is. */
const refuseClock = (message) => ({
  create: (context) => ({
    MemberExpression(node) {
      if (isDate(node.object) && nameOf(node) === 'now') context.report({ node, message });
    },
    NewExpression(node) {
      if (isDate(node.callee) && node.arguments.length === 0) context.report({ node, message });
    },
  }),
});

/** The page lives in the server's time: the computer's clock is read in one file. */
const serverTime = refuseClock(
  'The clock of this computer may be wrong or be set: serverNowMs() says what time it is, performance.now() measures how long something takes (lib/server-clock).',
);

/** Algorithms give the same answer to the same question at any time. */
const noClock = refuseClock('analysis has no clock: pass nowMs.');

export default {
  meta: { name: 'time' },
  rules: { 'named-zone': namedZone, 'server-time': serverTime, 'no-clock': noClock },
};
