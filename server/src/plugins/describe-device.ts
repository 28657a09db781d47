/** Kinds of browsers, the special before what they all call themselves. */
const BROWSERS: ReadonlyArray<[RegExp, string]> = [
  [/MicroMessenger/, 'WeChat'],
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\b(?:QQBrowser|MQQBrowser)\//, 'QQ'],
  [/\bHuaweiBrowser\//, 'Huawei'],
  [/\bMiuiBrowser\//, 'MIUI'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: ReadonlyArray<[RegExp, string]> = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/**
 * Kind of browser and system of a User-Agent header, as `Chrome · Windows`: enough for somebody to know their own computer
 * again, and all of it that is kept. Empty = neither is known.
 */
export function describeDevice(userAgent: string): string {
  const find = (kinds: ReadonlyArray<[RegExp, string]>): string | undefined =>
    kinds.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(' · ');
}
