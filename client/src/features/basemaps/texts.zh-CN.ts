/** Basemaps: choosing one, and setting them. */
export const basemapsZhCN = {
  errors: {
    'basemap-unreachable': '底图服务没有回答，请检查地址和密钥。',
    'too-many-basemaps': '已有 50 个底图，请先删除一些。',
    'wmts-layer-unknown': '这个 WMTS 没有这个图层，或没有网络墨卡托瓦片。',
  },
};
