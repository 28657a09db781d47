/** Towns, streets, branches and stations. */
export const placesZhCN = {
  search: {
    places: '地点',
    streets: '街道',
    branches: '分会',
    stations: '服务站',
    stationCount: '{{count}} 个服务站',
    nominal: '位置为示意',
  },
};
