/** What every route of the contract begins with. */
export const API_PREFIX = '/api/v1';
