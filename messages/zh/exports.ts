export const exports = {
  title: '导出',
  excel: '导出 Excel',
  pdf: '导出 PDF',
} as const;
