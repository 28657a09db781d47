import type { IncidentCategory } from '../../schemas/incident.ts';

/** A line of the dictionary: what a phrase must say, and what it must not. */
export interface PhraseRule {
  /** Null = an offence that is none of ours: lines below it are not asked. */
  readonly category: IncidentCategory | null;
  readonly says: RegExp;
  readonly unless?: RegExp;
  /** Registers use the phrase for more than the category means. */
  readonly isLoose?: true;
}

const STOLEN = String.raw`(?:thefts?|larcen(?:y|ies)|stolen|stole|steal(?:ing)?|thieve\w*)`;
const BROKEN_INTO = String.raw`(?:burglar(?:y|ies|ize\w*)|break ?ins?|break enter|breaking|prowls?|smash(?: grab)?)`;
const VEHICLE = String.raw`(?:autos?|automobiles?|motor ?vehicles?|vehicles?|mv|cars?|trucks?|vans?|motor ?cycles?|motor ?bikes?|mopeds?|scooters?|bicycles?|bikes?|e ?bikes?|pedal ?cycles?)`;
const ENGINE = String.raw`(?:autos?|automobiles?|motor ?vehicles?|vehicles?|mv|cars?|trucks?|vans?)`;
const CN_STOLEN = '(?:盗窃|偷盗|偷窃|窃取|被盗|失窃|扒窃|偷|盗)';
const CN_VEHICLE =
  '(?:非?机动车|电动(?:自行|三轮|摩托|单)?车|电瓶车|电单车|助力车|摩托车?|自行车|脚踏车|单车|三轮车|汽车|轿车|小车|货车|面包车|车辆|车)';

/** A phrase as it is compared: without case, width and signs; what negates takes what it negates away with it. */
export function tidyPhrase(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bbreak(?:ing)? (?:(?:and|n) )?enter(?:ing)?\b/gu, 'break enter')
    .replace(/\b(?:except(?:ing)?(?: for)?|excluding|excl|other than|apart from)\b.*$/u, ' ')
    .replace(/\bnot? (?:an? |involving )?[a-z]+|\bnon (?:motor )?[a-z]+/gu, ' ')
    .replace(
      /(?:误报|谎报|虚假|非(?!机动)|无|未发生|不是|不属于|排除|除了?)[^\s]{0,2}?(?:盗窃|偷盗|诈骗|纠纷|交通事故|交通|火灾|火警|火情|噪[音声]|求助|遗失)(?:警情)?(?:以?之?外)?/gu,
      ' ',
    )
    .replace(/\bfalse (?:fire )?(?:alarms?|reports?)\b/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * What whole phrases of registers mean among our categories; the first line that fits counts. Written from the categories of
 * Houston, New York (NYPD OFNS_DESC and PD_DESC), Chicago (Primary Type), London (police.uk), Vancouver and San Francisco, and
 * from words of Chinese incident registers.
 */
export const PHRASE_RULES: readonly PhraseRule[] = [
  // Of people, who are no property, before what is lost, taken or cheated.
  {
    category: 'help',
    says: /\b(?:missing|lost|found) (?:persons?|people|child(?:ren)?|juveniles?|adults?|elderly)\b|\brunaways?\b|走失|寻人|迷路|(?:老人|儿童|小孩|孩子|人员|人口)(?:失踪|丢失|失联)/u,
  },
  { category: null, says: /\btraffick(?:ing|er)\b|\bchild abduction\b|拐骗|拐卖|敲诈|肇事肇祸|精神(?:病|障碍)/u },
  {
    category: 'fraud',
    says: /\bfrauds?\b|\bfraudulent\b|\bscams?\b|\bswindl\w*|\bforger(?:y|ies)\b|\bcounterfeit\w*|\bembezzle\w*|\bidentity theft\b|\btheft of identity\b|\b(?:theft|larceny) by (?:deception|false)\b|\bdeceptive practices?\b|\bbad che(?:ck|que)s?\b|\bconfidence games?\b|\bfalse pretens[ec]s?\b|\bphishing\b|诈骗|欺诈|电诈|被骗|骗取|骗钱|骗局|杀猪盘|刷单|冒充(?:客服|公检法|领导|熟人)|假币/u,
  },
  {
    category: null,
    says: /\b(?:possess\w*|receiving|recei(?:pt|ved)|handling|dealing in|recovered|recovery of) (?:of )?stolen\b|^stolen property\b|\brecovered\b|\bburglars? ?s? tools\b|\bfound vehicle\b|销赃|收赃|掩饰隐瞒/u,
  },
  // From a vehicle is not of a vehicle.
  {
    category: 'theft',
    says: new RegExp(
      `\\b(?:${STOLEN}|${BROKEN_INTO}|robbery|shoplifting)\\b.*\\b(?:from|in|inside|off|out of)\\b(?: \\w+){0,3} ${VEHICLE}\\b|\\b${BROKEN_INTO} (?:of |to |into )?(?:an? |the )?${VEHICLE}\\b|\\b${VEHICLE} (?:${BROKEN_INTO}|contents)\\b` +
        `|\\b(?:${STOLEN})\\b.*\\b(?:plates?|parts?|accessor\\w+|components?|contents|catalytic|tires?|tyres?|wheels?|strip\\w*)\\b|\\b(?:plates?|parts?|accessor\\w+|catalytic converters?|tires?|tyres?) ${STOLEN}\\b|\\bfrom (?:an? )?(?:locked |unlocked )?${VEHICLE} ${STOLEN}\\b` +
        `|(?:砸|撬|拉)车(?:窗|门)|${CN_VEHICLE}(?:内|里|上|载|斗|厢)[^\\s]*${CN_STOLEN}|${CN_STOLEN}[^\\s]{0,6}${CN_VEHICLE}(?:内|里|上|载|窗|牌|轮胎|配件|零(?:部)?件|油|后备箱|电池|电瓶)|(?:车牌|轮胎|车(?:辆)?配件|电瓶(?!车)|电池|油箱|柴油|汽油)[^\\s]{0,4}${CN_STOLEN}|${CN_STOLEN}[^\\s]{0,4}(?:车牌|电瓶(?!车)|电池|柴油|汽油)|公交(?:车)?[^\\s]{0,3}(?:扒窃|盗窃|被盗)|扒窃`,
      'u',
    ),
  },
  {
    category: 'vehicle-theft',
    says: new RegExp(
      `\\b${STOLEN}(?: (?:of|an?|the|grand|petit|petty|attempted|locked|unlocked|and|motor|or|to|recovered)){0,4} ${VEHICLE}\\b|\\b${VEHICLE}(?: (?:or|and) ${VEHICLE})?(?: grand| petit| attempted)? ${STOLEN}\\b|\\b${STOLEN}(?: \\w+){0,2} of (?:\\w+ ){0,2}?${VEHICLE}\\b` +
        `|\\bgrand theft auto\\b|\\bgta\\b|\\bcar ?jack\\w*|\\bjoy ?rid\\w*|\\bunauthori[sz]ed use (?:of )?(?:an? )?(?:motor )?vehicle\\b|\\bvehicle theft\\b|\\btaken without (?:owners? ?s? )?consent\\b|^uumv$` +
        `|${CN_STOLEN}[^\\s]{0,4}${CN_VEHICLE}|${CN_VEHICLE}[^\\s]{0,2}(?:被盗|失窃|被偷|盗窃)|盗抢${CN_VEHICLE}`,
      'u',
    ),
  },
  {
    category: 'theft',
    isLoose: true,
    says: new RegExp(
      `^vehicle crime$|\\bvehicle interference\\b|^${ENGINE} (?:crimes?|offen[cs]es?)$|^(?:盗抢骗|两抢一盗|侵财)`,
      'u',
    ),
  },
  {
    category: 'theft',
    says: new RegExp(
      `\\b(?:${STOLEN}|burglar(?:y|ies)|break ?ins?|break enter|breaking entering|housebreaking|shoplift\\w*|shop theft|pick ?pocket\\w*|purse snatch\\w*|pilfer\\w*|jostling)\\b|${CN_STOLEN}(?!版)|顺手牵羊|溜门撬锁|小偷`,
      'u',
    ),
    unless: /盗版|强盗|防盗|盗用|盗打|电信盗/u,
  },
  {
    category: null,
    says: /\brobber(?:y|ies)\b|\bassaults?\b|\bbatter(?:y|ies)\b|\bmurders?\b|\bhomicides?\b|\bmanslaughter\b|\brapes?\b|\bsex(?:ual)?\b|\bweapons?\b|\bfirearms?\b|\bdrugs?\b|\bnarcotics?\b|\b(?:criminal|malicious|property) damage\b|\bdamage to\b|\bmischief\b|\bvandal\w*|\bgraffiti\b|\bkidnap\w*|\bstalking\b|\btrespass\w*|\bgambling\b|\bprostitution\b|\bbribery\b|\bviolence\b(?! domestic)|抢劫|抢夺|杀人|强奸|猥亵|故意伤害|绑架|非法拘禁|赌博|卖淫|嫖娼|吸毒|毒品|损毁|毁坏|毁财|损坏/u,
    unless: /\bdomestic\b/u,
  },
  {
    category: 'traffic',
    says: /\btraffic\b|\b(?:vehicle|vehicular|car|auto|road|bus|truck|motor ?cycle|bicycle|train)s? (?:\w+ )?(?:accidents?|crash(?:es)?|collisions?)\b|\bcollisions?\b|\bcrash(?:es)?\b|\bhit (?:and )?run\b|\bdui\b|\bdwi\b|\b(?:drunk|drunken|drink|impaired|intoxicated|dangerous|reckless|careless) driv\w*|\bdriving (?:under|while|drunk|intoxicated)\b|\bpedestrian struck\b|\bspeeding\b|\bparking (?:violation|complaint|offen[cs]e|problem|ticket)s?\b|\b(?:illegal|double|no|blocked driveway|improper) parking\b|^parking$|\broad (?:accident|traffic)\b|交通(?!设施|工具)|车祸|追尾|剐蹭|刮擦|刮碰|肇事|酒驾|醉驾|违停|违章停车|违法停车|占道停车|超速|闯红灯|无证驾驶|危险驾驶|撞车|车辆相撞/u,
  },
  {
    category: 'fire-hazard',
    says: /\bfires?\b(?! ?(?:arms?|works?|men|man)\b)|\bsmoke (?:alarm|condition|investigation|showing|in)\b|^smoke$|\bgas leaks?\b|火灾|火警|火情|火险|起火|着火|失火|冒烟|自燃|消防|(?:燃气|煤气|天然气)泄漏/u,
    unless: /\bopen fire\b|\bfire extinguisher\b|\bshots?\b/u,
  },
  { category: 'fire-hazard', isLoose: true, says: /\barson\b|放火|纵火|烟花|爆竹|电动车违规充电|飞线充电/u },
  {
    category: 'noise',
    says: /\bnois(?:e|y)\b|\bloud (?:music|part(?:y|ies)|noise|tv|talking)\b|噪音|噪声|扰民|狗叫|犬吠/u,
    unless: /油烟|灯光|光污染|异味|气味|粉尘/u,
  },
  {
    category: 'dispute',
    says: /\bdisputes?\b|\bquarrels?\b|\baltercations?\b|\barguments?\b|\bbrawls?\b|\bfights?\b|\bfighting\b|\baffray\b|\bdomestic (?:\w+ )?(?:disturbances?|incidents?|violence|abuse|trouble|complaints?|calls?)\b|^domestics?$|\bneighbou?rs? (?:trouble|nuisance|complaints?|problem)\b|\blandlord\b.*\btenant\b|纠纷|争吵|吵架|口角|争执|打架|斗殴|互殴|家暴|家庭暴力|矛盾/u,
  },
  {
    category: 'dispute',
    isLoose: true,
    says: /\bdisorderly conduct\b|\bdisturbances?\b|\bpublic order\b|\bpublic peace\b|\bbreach of (?:the )?peace\b|滋事|殴打|辱骂|冲突|医闹/u,
  },
  {
    category: 'lost-property',
    says: /\b(?:lost|misplaced) (?:property|items?|articles?|wallets?|purses?|phones?|passports?|documents?|plates?|belongings|luggage|bags?|keys?)\b|\b(?:property|items?|articles?|wallets?|phones?|passports?) lost\b|\bfound (?:property|items?|articles?)\b|\blost (?:and |& )?found\b|遗失|失物|拾得|捡到|拾到|捡拾|遗落|丢失|遗忘物|落(?:在|下)(?:出租|公交|车)/u,
  },
  {
    category: 'help',
    says: /\bhelp\b|\bassist(?:s|ance)?\b|\bwelfare (?:check|concern)s?\b|\bcheck welfare\b|\bmedical (?:emergency|emergencies|aid|call|assist|help)s?\b|^medical$|\b(?:sick|injured|ill) persons?\b|\brescues?\b|\block ?outs?\b|求助|救助|救援|帮助|求救|开锁|报警求|服务/u,
  },
];
