/** A place of the map: who could be there, what was there. */
export const aroundZhCN = {
  around: {
    place: '地图上的地点',
    nearest: '附近力量',
    nearestHow:
      '谁能最先到这里，按预计时间排。只算正常和定位过期的力量，定位失联的不算。\n\n时间按通常速度估计，已含停顿：徒步 {{foot}} km/h，自行车 {{bicycle}} km/h，车辆 {{vehicle}} km/h。只用来比较先后，不是承诺。\n\n「沿路」是本市道路上最短的走法（不分单行和禁左），两端离路各不超过 400 米。没有道路数据、走不通，或人就在近旁的，标「直线」，时间按直线的 1.3 倍估计。',
    meansLabel: '怎么来',
    means: { all: '全部', foot: '徒步·自行车', vehicles: '车辆' },
    byRoad: '沿路 {{distance}}',
    straight: '直线 {{distance}}',
    minutes: '约 {{minutes}} 分',
    nobody: '没有在线的力量。',
    incidents: '这里发生过什么',
    incidentsTitle: '{{distance}} 内，近 {{days}} 天',
    count: '{{count}} 件',
    nothing: '这里没有发生过事件。',
    failed: '没有加载出来',
  },
};
