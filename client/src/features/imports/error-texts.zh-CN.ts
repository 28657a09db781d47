/** Refusals of the import, merged into `errors`; why a file is not read is said in i18n/file-error-texts. */
export const importErrorsZhCN = {
  errors: {
    'category-unknown': '本市没有这个类别，可能刚被合并。请重新选。',
    'category-fixed': '最上面的十类不能改名、移动或合并。',
    'category-cycle': '不能移到或并到它自己或它的下级。',
    'category-too-deep': '层次太深，最多五层。',
    'category-name-taken': '同一上级下已有这个名称。',
    'too-many-categories': '类别太多，请先合并一些。',
    'check-first': '设置在试读之后改过，请再试读一次再导入。',
    'encoding-not-known': '不认识这种文字编码，请换一种。',
    'time-zone-unknown': '没有这个时区，请从列表里选。',
    'import-closed': '这次导入已经完成、撤销或放弃，不能再改。请回到列表查看。',
    'import-busy': '别人正在导入这个文件，请稍候再看。',
    'import-incomplete': '存入的行数与读到的不符，因此一行也没有存入。请再导入一次。',
    'too-many-uploads': '您已有两个文件正在上传，请等其中一个传完。',
    'uploads-full': '您有太多文件待导入（最多 20 个，共 500 MB）。请先导入或放弃一些。',
    'not-committed': '这次导入没有存入事件，不需要撤销。',
    'too-many-area-sets': '已有 50 套片区，请先删除一些。',
    'area-without-ground': '画的形状没有面积，请重画。',
    'last-area': '一套片区至少要有一个，可以把整套删除。',
  },
};
