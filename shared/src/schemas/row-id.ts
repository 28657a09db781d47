import * as Type from 'typebox';

/** Number of a row, as clients name it: larger ones fit no `integer` column, so nothing has them. */
export const RowId = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
