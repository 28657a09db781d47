/** What the map itself says. */
export const mapZhCN = {
  map: {
    label: '地图',
    loading: '地图加载中',
    failed: '地图没有打开',
    failedText: '页面程序出了错。请重试；仍不行请刷新页面。',
    graphicsLost: '地图图形已丢失',
    graphicsLostText: '电脑休眠或显卡重置后会这样。正在重新载入地图…',
    graphicsGone: '地图图形没有恢复',
    graphicsGoneText:
      '浏览器没有给出绘图能力（WebGL）。其余部分可以继续使用；仍不行请重启浏览器，或换新版 Chrome、Edge。',
    loadAgain: '重新载入地图',
    zoomIn: '放大',
    zoomOut: '缩小',
    ruler: '测距',
    fullScreen: '全屏',
    wholeCity: '全市',
    scale: '比例尺：{{distance}}',
    pointer: '光标位置',
    jumps: '跳到',
    marked: '已在地图上标出：{{name}}，Esc 取消',
    schematic: '示意底图',
    townNames: '地名 GeoNames (CC BY 4.0)',
  },
};
