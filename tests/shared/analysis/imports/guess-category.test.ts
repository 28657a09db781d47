import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import { guessCategory } from '@liaowang/shared/analysis/imports/guess-category';

const guessOf = (word: string): string | null => guessCategory(word)?.category ?? null;
const guessesOf = (words: readonly string[]): Record<string, string | null> =>
  Object.fromEntries(words.map((word) => [word, guessOf(word)]));
const all = (words: readonly string[], category: string | null): Record<string, string | null> =>
  Object.fromEntries(words.map((word) => [word, category]));

/** Categories of public registers in their own words. */
const REGISTERS: Record<string, Record<string, string[]>> = {
  Houston: {
    theft: ['Theft', 'Burglary', 'Burglary of Motor Vehicle'],
    'vehicle-theft': ['Auto Theft'],
    none: ['Murder', 'Rape', 'Robbery', 'Aggravated Assault'],
  },
  'New York': {
    theft: [
      'PETIT LARCENY',
      'GRAND LARCENY',
      'BURGLARY',
      'LARCENY,PETIT FROM AUTO',
      'LARCENY,GRAND FROM VEHICLE/MOTORCYCLE',
      'LARCENY,PETIT OF LICENSE PLATE',
      'LARCENY,PETIT OF VEHICLE ACCESSORIES',
      'JOSTLING',
    ],
    'vehicle-theft': [
      'GRAND LARCENY OF MOTOR VEHICLE',
      'PETIT LARCENY OF MOTOR VEHICLE',
      'LARCENY,GRAND OF AUTO',
      'LARCENY,GRAND OF BICYCLE',
      'UNAUTHORIZED USE OF A VEHICLE',
      'LARCENY,GRAND OF MOTORCYCLE',
    ],
    fraud: ['FRAUDS', 'FORGERY', 'THEFT-FRAUD', 'FRAUDULENT ACCOSTING'],
    traffic: ['VEHICLE AND TRAFFIC LAWS', 'INTOXICATED & IMPAIRED DRIVING'],
    dispute: ['DISORDERLY CONDUCT'],
    none: [
      'ROBBERY',
      'FELONY ASSAULT',
      'ASSAULT 3 & RELATED OFFENSES',
      'CRIMINAL MISCHIEF & RELATED OF',
      'DANGEROUS DRUGS',
      'DANGEROUS WEAPONS',
      'SEX CRIMES',
      'MURDER & NON-NEGL. MANSLAUGHTER',
      'POSSESSION OF STOLEN PROPERTY',
      "BURGLAR'S TOOLS",
      'MISCELLANEOUS PENAL LAW',
      'CRIMINAL TRESPASS',
      'KIDNAPPING & RELATED OFFENSES',
      'ENDAN WELFARE INCOMP',
      'OFFENSES AGAINST PUBLIC ADMINI',
      'GAMBLING',
    ],
  },
  Chicago: {
    theft: ['THEFT', 'BURGLARY'],
    'vehicle-theft': ['MOTOR VEHICLE THEFT'],
    fraud: ['DECEPTIVE PRACTICE'],
    'fire-hazard': ['ARSON'],
    dispute: ['PUBLIC PEACE VIOLATION'],
    none: [
      'BATTERY',
      'ASSAULT',
      'CRIMINAL DAMAGE',
      'NARCOTICS',
      'OTHER NARCOTIC VIOLATION',
      'OTHER OFFENSE',
      'ROBBERY',
      'CRIMINAL TRESPASS',
      'WEAPONS VIOLATION',
      'OFFENSE INVOLVING CHILDREN',
      'CRIM SEXUAL ASSAULT',
      'HOMICIDE',
      'HUMAN TRAFFICKING',
      'NON-CRIMINAL',
      'NON-CRIMINAL (SUBJECT SPECIFIED)',
      'LIQUOR LAW VIOLATION',
      'INTERFERENCE WITH PUBLIC OFFICER',
      'STALKING',
      'CONCEALED CARRY LICENSE VIOLATION',
    ],
  },
  London: {
    theft: [
      'Burglary',
      'Other theft',
      'Shoplifting',
      'Theft from the person',
      'Theft from a motor vehicle',
      'Vehicle crime',
    ],
    'vehicle-theft': ['Bicycle theft', 'Theft of a motor vehicle', 'Theft or taking of pedal cycle'],
    dispute: ['Public order'],
    none: [
      'Criminal damage and arson',
      'Anti-social behaviour',
      'Drugs',
      'Other crime',
      'Possession of weapons',
      'Robbery',
      'Violence and sexual offences',
    ],
  },
  Vancouver: {
    theft: ['Break and Enter Commercial', 'Break and Enter Residential/Other', 'Other Theft', 'Theft from Vehicle'],
    'vehicle-theft': ['Theft of Bicycle', 'Theft of Vehicle'],
    traffic: [
      'Vehicle Collision or Pedestrian Struck (with Fatality)',
      'Vehicle Collision or Pedestrian Struck (with Injury)',
    ],
    none: ['Homicide', 'Mischief', 'Offence Against a Person'],
  },
  'San Francisco': {
    theft: [
      'Larceny Theft',
      'LARCENY/THEFT',
      'Burglary',
      'GRAND THEFT FROM LOCKED AUTO',
      'PETTY THEFT FROM UNLOCKED AUTO',
      'Theft, From Locked Vehicle, >$950',
      'Theft, From Building, <$50',
      'License Plate, Stolen',
    ],
    'vehicle-theft': [
      'Motor Vehicle Theft',
      'Motor Vehicle Theft?',
      'VEHICLE THEFT',
      'STOLEN AUTOMOBILE',
      'STOLEN MOTORCYCLE',
      'Vehicle, Stolen, Auto',
      'Theft, Bicycle, >$950',
      'GRAND THEFT BICYCLE',
    ],
    fraud: ['Fraud', 'FORGERY/COUNTERFEITING', 'Forgery And Counterfeiting', 'Embezzlement', 'BAD CHECKS'],
    'lost-property': ['Lost Property', 'Found Property'],
    help: ['Missing Person', 'RUNAWAY'],
    traffic: ['Traffic Collision', 'Traffic Violation Arrest', 'DRIVING UNDER THE INFLUENCE'],
    'fire-hazard': ['Fire Report', 'Arson'],
    dispute: ['Disorderly Conduct'],
    none: [
      'Malicious Mischief',
      'Assault',
      'Non-Criminal',
      'Recovered Vehicle',
      'Vehicle, Recovered, Auto',
      'Stolen Property',
      'Weapons Carrying Etc',
      'Drug Offense',
      'Vandalism',
      'Warrant',
      'Suspicious Occ',
      'Other Miscellaneous',
      'Robbery',
    ],
  },
};

/** Words of Chinese registers of incidents. */
const CHINESE: Record<string, string[]> = {
  theft: [
    '盗窃',
    '入室盗窃',
    '扒窃',
    '盗窃车内财物',
    '车内物品被盗',
    '砸车窗盗窃',
    '盗窃电瓶',
    '盗窃汽车轮胎',
    '公交车上扒窃',
    '电瓶被盗',
    '偷东西',
    '店铺盗窃',
    '盗窃机动车内财物',
  ],
  'vehicle-theft': [
    '盗窃电动车',
    '盗窃机动车',
    '盗窃非机动车',
    '电动车被盗',
    '摩托车被偷',
    '偷自行车',
    '盗窃电动自行车',
    '汽车被盗',
    '盗抢机动车',
    '盗窃电瓶车',
  ],
  fraud: ['诈骗', '电信诈骗', '网络诈骗', '电信网络诈骗', '被骗', '冒充客服诈骗', '刷单诈骗', '合同诈骗'],
  dispute: [
    '纠纷',
    '邻里纠纷',
    '家庭纠纷',
    '经济纠纷',
    '打架斗殴',
    '打架',
    '家暴',
    '劳资纠纷',
    '寻衅滋事',
    '消费纠纷',
    '停车纠纷',
  ],
  noise: ['噪音扰民', '噪声扰民', '噪音', '广场舞扰民', '施工扰民', '犬吠'],
  traffic: ['交通事故', '车祸', '交通肇事', '酒驾', '醉驾', '违停', '违法停车', '交通违法', '追尾'],
  'fire-hazard': ['火灾隐患', '火警', '火灾', '消防隐患', '着火', '燃气泄漏', '消防通道堵塞'],
  help: ['求助', '群众求助', '走失', '老人走失', '儿童走失', '开锁', '救助', '寻人'],
  'lost-property': ['遗失物品', '遗失', '丢失手机', '物品丢失', '捡到钱包', '拾得物品', '失物招领'],
  none: [
    '抢劫',
    '抢夺',
    '赌博',
    '故意伤害',
    '故意毁坏财物',
    '敲诈勒索',
    '油烟扰民',
    '误报火警',
    '谎报火警',
    '肇事肇祸精神障碍患者',
    '拐骗儿童',
    '其他',
    '非盗窃警情',
    '强盗',
  ],
};

describe("a file's word for a kind of incident", () => {
  for (const [register, kinds] of Object.entries(REGISTERS)) {
    it.each(Object.entries(kinds))(`of ${register} means %s by its whole phrase`, (category, words) => {
      expect(guessesOf(words)).toEqual(all(words, category === 'none' ? null : category));
    });
  }
  it.each(Object.entries(CHINESE))('of a Chinese register means %s by its whole phrase', (category, words) => {
    expect(guessesOf(words)).toEqual(all(words, category === 'none' ? null : category));
  });

  it('is not what it says that it is not', () => {
    expect(
      guessesOf([
        'Theft (except motor vehicle)',
        'Larceny other than auto',
        'Theft excluding motor vehicle theft',
        'Theft, non-vehicle',
      ]),
    ).toEqual(
      all(
        [
          'Theft (except motor vehicle)',
          'Larceny other than auto',
          'Theft excluding motor vehicle theft',
          'Theft, non-vehicle',
        ],
        'theft',
      ),
    );
    expect(
      guessesOf([
        'Not a theft',
        'no fire',
        'False fire alarm',
        'firearms',
        'fireworks',
        'Human traffic(k)ing',
        '无火情',
        '未发生火灾',
      ]),
    ).toMatchObject({
      'Not a theft': null,
      'no fire': null,
      'False fire alarm': null,
      firearms: null,
      fireworks: null,
      无火情: null,
      未发生火灾: null,
    });
    expect(guessOf('Traffic accident, no injury')).toBe('traffic');
  });

  it('means the same whatever its case, width and spaces', () => {
    const words = Object.values(REGISTERS).flatMap((kinds) => Object.values(kinds).flat());
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.constantFrom('upper', 'lower', 'wide', 'spaced'), (word, change) => {
        const changed = {
          upper: word.toUpperCase(),
          lower: word.toLowerCase(),
          wide: word.replace(/[a-z]/giu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
          spaced: `  ${word.replaceAll(' ', '  ')} `,
        }[change];
        expect(guessOf(changed)).toBe(guessOf(word));
      }),
    );
  });

  it('that is one of our own names is that one, and what registers use for more is not sure', () => {
    for (const category of INCIDENT_CATEGORIES.filter((each) => each !== 'other'))
      expect(guessCategory(category)).toEqual({ category, sureness: 'phrase' });
    expect(
      ['Vehicle crime', 'Arson', '寻衅滋事', '盗窃', 'Theft from Vehicle'].map((word) => guessCategory(word)?.sureness),
    ).toEqual(['loose', 'loose', 'loose', 'phrase', 'phrase']);
  });

  it('of any text is found without taking long', () => {
    fc.assert(
      fc.property(
        fc.string({
          maxLength: 200,
          unit: fc.constantFrom('a', ' ', '车', '盗', 'theft ', 'of ', 'from ', 'auto ', '非', 'non-'),
        }),
        (word) => {
          const startMs = performance.now();
          guessCategory(word);
          expect(performance.now() - startMs).toBeLessThan(250);
        },
      ),
    );
  });
});
