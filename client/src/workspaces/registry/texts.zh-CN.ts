/** The registers' room: its tabs, and the day that they show. */
export const registryRoomZhCN = {
  registryRoom: {
    tabs: '台账',
    tab: {
      setup: '建设进度',
      jurisdiction: '辖区',
      organisation: '组织',
      lookouts: '瞭望点',
      areas: '重点区域',
      units: '力量与设备',
    },
    day: '台账日期',
    dayHint: '选过去的一天，看那天结束时的台账。',
    alwaysNow: '这一页总是现在的样子，不随所选日期变。',
    leaveTitle: '还没有保存',
    leaveText: '表单里的内容还没有保存，离开就丢了。',
    stay: '继续填写',
    leave: '放弃内容',
    phone: { registers: '台账', day: '日期' },
  },
};
