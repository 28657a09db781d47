/** The register of key areas. */
export const keyAreaRegisterZhCN = {
  keyAreaRegister: {
    title: '重点区域台账',
    search: '按名称或编号筛选',
    none: '点“登记重点区域”，再在地图上画它的范围。',
    add: '登记重点区域',
    edit: '改 {{name}}',
    byPlace: '按位置归属',
    ground: '范围',
    groundNeeded: '请在地图上画出范围。',
    corners: '拐点',
    squareMeters: '面积（m²）',
    areaBoth: '{{area}}，合 {{squareMeters}} m²',
    codeOrNone: '编号（空着自动生成）',
    codeProblem: '请填 1–{{most}} 个字。',
    column: { name: '名称', kind: '类别', code: '编号' },
    remove: {
      start: '移除这个重点区域',
      question: '移除“{{name}}”？它不再计入覆盖，地图上也不再显示；过去各日的台账与历史保留。',
      sure: '确定移除',
      watched: '还有告警规则盯着它，没有移除。请先到“覆盖 › 规则”把它从规则里去掉，再移除。',
    },
  },
};
