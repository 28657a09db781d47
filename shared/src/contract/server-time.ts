/** Header of every answer: the server's epoch milliseconds as it was sent. `Date` tells whole seconds only. */
export const SERVER_TIME_HEADER = 'x-server-time';
