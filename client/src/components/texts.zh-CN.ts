/** What stands around every brief, on its paper and over it. */
export const paperZhCN = {
  brief: {
    title: '简报',
    print: '打印',
    close: '关闭简报',
    language: '简报语言',
    languages: { 'zh-CN': '中文', en: '英文' },
    mapPending: '地图加载中',
    mapFailed: '地图没有画出来，其余内容仍可打印。',
    demo: '演示：力量、位置与事件均为虚构',
    page: '第 {{page}} 页，共 {{pages}} 页',
    footer: '{{association}} · 瞭望',
    map: '地图',
  },
};
