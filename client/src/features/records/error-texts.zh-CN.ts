/** What the server refuses about hotspot records, by its stable code. */
export const recordErrorsZhCN = {
  errors: {
    'changed-meanwhile': '别人刚改过这个记录，请核对最新内容再试。',
    'status-not-allowed': '现在的状态不能这样改，可能别人刚改过。',
    'reason-required': '请写明理由。',
    'owner-not-permitted': '这个账号没有研判权限，不能当负责人。',
    'attachment-kind': '这种文件不能上传。可以传图片（PNG、JPEG、WebP）、PDF、文本、CSV、XLSX、DOCX，不含宏。',
    'attachment-too-large': '附件最大 10 MB。',
    'zones-too-costly': '计算量太大。请放大格子、缩小邻域半径，或缩短时段。',
    'too-many-attachments': '一个记录最多 20 个附件，请先删掉一个。',
    'too-many-vertices': '范围的顶点太多，请简化。',
    'invalid-polygon': '范围不是有效的多边形。',
  },
};
