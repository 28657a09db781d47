/** Which basemap lies under the marks, and whether it is there. */
export const basemapZhCN = {
  basemap: {
    title: '底图',
    isMissing: '底图没有加载出来，暂用示意底图',
    isEmpty: '底图服务无响应，底图可能空白',
  },
};
