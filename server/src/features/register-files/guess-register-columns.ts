import {
  REGISTER_FILE_FIELDS,
  type FileRegister,
  type RegisterFileField,
} from '@liaowang/shared/schemas/register-file';

/** What a column may be called that says a field, compared without blanks; those before others are told apart first. */
const NAMES: ReadonlyArray<readonly [RegisterFileField, RegExp]> = [
  ['nameEn', /英文|name_?en$|english/iu],
  ['statisticalCode', /统计|区划|statistic/iu],
  ['policeCode', /警务|公安|派出所|police/iu],
  ['gridCode', /网格|grid/iu],
  // Before what else is said of devices: their protocol, their model.
  ['deviceId', /(?:设备|终端|device|tracker).*(?:编?号|编码|id$|imei)|imei/iu],
  ['deviceId', /^(?:设备|终端|device|tracker)$/iu],
  ['reportIntervalSeconds', /上报间隔|定位间隔|^间隔|interval/iu],
  ['heartbeatSeconds', /心跳|heartbeat/iu],
  ['noticeBoardInspectedOn', /公示牌|检查|巡检|inspect|board/iu],
  ['dutyHours', /值守|值勤|执勤|值班|在岗|duty|hours/iu],
  ['openingHours', /开放|营业|办公时间|服务时间|opening|时间/iu],
  ['detectionRangeMeters', /范围|半径|看护|观察|距离|range|radius/iu],
  ['contact', /联系|电话|手机|phone|contact|tel/iu],
  ['siteReason', /理由|原因|设点|reason/iu],
  ['supplies', /物资|装备|器材|supplies|equipment/iu],
  ['branch', /所属|分会|上级|branch/iu],
  ['kind', /类型|类别|种类|方式|kind|type/iu],
  ['number', /牌号|编号|序号|号码|^no\.?$|number|^#$/iu],
  ['code', /编码|代码|编号|code|^id$/iu],
  ['nameZh', /名称|名字|^名$|^name$|name_?zh|服务站|站点|瞭望点|力量|车牌|车号|编组|分会|title|单位/iu],
];

/** Which column says each field of a register; null = none does. A column says one field. */
export function guessRegisterColumns(
  register: FileRegister,
  columns: readonly string[],
): Record<string, string | null> {
  const fields: readonly string[] = REGISTER_FILE_FIELDS[register];
  const taken = new Set<string>();
  const found: Record<string, string | null> = Object.fromEntries(fields.map((field) => [field, null]));
  const take = (field: string, pattern: RegExp): void => {
    if (!fields.includes(field) || found[field] !== null) return;
    const column = columns.find((name) => !taken.has(name) && pattern.test(name.replaceAll(/\s/gu, '')));
    if (column === undefined) return;
    taken.add(column);
    found[field] = column;
  };
  // A column that is called exactly so before one that has the word in it: 名称 beside 分会名称.
  take('nameZh', /^(?:名称|名字|中文名|中文名称|name|name_?zh)$/iu);
  for (const [field, pattern] of NAMES) take(field, pattern);
  // The name is what is left, where nothing is called so.
  take('nameZh', /./u);
  return found;
}
