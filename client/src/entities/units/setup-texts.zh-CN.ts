/** Texts of setting up a unit's phone. */
export const unitSetupZhCN = {
  unitSetup: {
    title: '手机设置：{{name}}',
    leads: {
      'traccar-client':
        '在手机的 Traccar Client 里点设置右上角的二维码图标，扫下面的码：地址、设备号和上报间隔一次设好。',
      'osmand-app': '在 OsmAnd 的「行程记录」插件里打开在线跟踪，把下面的地址填进「网址」。',
      owntracks: '用手机相机扫下面的码，选择用 OwnTracks 打开：地址、用户名、设备号、密码和上报间隔一次设好。',
    },
    qr: '设置手机用的二维码',
    needsToken:
      '手机要带令牌才能上报。令牌只存了摘要，不能再看，只能生成新的。旧令牌在新手机第一次上报之前一直有效，在用的手机不会断。',
    make: '生成新令牌',
    made: '新令牌只显示这一次，关掉就看不到了。手机第一次用它上报后，旧令牌作废。',
    loopback: '{{host}} 只有这台电脑能打开。请用手机能访问的地址打开本页，再扫码。',
    copy: '复制链接',
    copied: '已复制',
    failed: '没有取到设置。',
    on: '开',
    seconds: '{{count}} 秒',
    parameters: {
      url: '服务器地址',
      id: '设备号',
      username: '用户名',
      password: '密码',
      deviceId: '设备号',
      accuracy: '精度',
      interval: '上报间隔',
      fastest_interval: '最短间隔',
      distance: '移动距离',
      angle: '转向角度',
      heartbeat: '静止时心跳',
      buffer: '离线缓存',
      stop_detection: '静止检测',
      wakelock: '保持唤醒',
    },
  },
};
