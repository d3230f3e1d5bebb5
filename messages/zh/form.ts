export const form = {
  required: '这里要填',
  choose: '请选一项',
  invalid: '这里填得不对',
  tooLong: '太长了',
  check: '有几处要改，改好再保存',
  gone: '没有这条记录，可能已被删除或不归你管',
  stale: '这个页面是旧的，刷新后再保存',
  signedOut: '你已退出登录。填的内容还在，登录后再保存',
  keyReused: '这张表单已保存过。要再记一笔，请打开新的表单',
  foreignOrigin: '请求不是从本站发出的，没有保存',
  save: '保存',
  cancel: '取消',
} as const;
