/** Refusals of the import, merged into `errors`. */
export const importErrorsZhCN = {
  'format-not-recognised': '认不出这个文件的格式。请用 CSV、.xlsx、GeoJSON、Shapefile（.zip）或 KML；旧的 .xls 请先另存为 .xlsx。',
  'file-empty': '文件是空的，请重新导出后再上传。',
  'file-broken': '文件读不了：可能没有下载完整、已损坏，或内容不合规范。请用原软件打开看看，再重新导出。',
  'file-too-large': '文件太大：超过 100 MB，或解压、读取时占用过多。请另存为 CSV，或按时间段分成几个文件。',
  'check-first': '设置在试读之后改过，请再试读一次再导入。',
  'column-not-found': '文件里没有所选的列，请重新选列。',
  'encoding-not-known': '不认识这种文字编码，请换一种。',
  'time-zone-unknown': '没有这个时区，请从列表里选。',
  'import-closed': '这次导入已经完成、撤销或放弃，不能再改。请回到列表查看。',
  'import-busy': '别人正在导入这个文件，请稍候再看。',
  'import-incomplete': '存入的行数与读到的不符，因此一行也没有存入。请再导入一次。',
  'too-many-uploads': '您已有两个文件正在上传，请等其中一个传完。',
  'uploads-full': '您有太多文件待导入（最多 20 个，共 500 MB）。请先导入或放弃一些。',
  'not-committed': '这次导入没有存入事件，不需要撤销。',
};
