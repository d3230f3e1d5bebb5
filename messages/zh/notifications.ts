export const notifications = {
  title: '通知',
  unread: '{{count}} 条未读',
  allRead: '全部已读',
  readAll: '全部标为已读',
  emptyTitle: '还没有通知',
  emptyText: '客户移交给你、有事等你处理的时候，会在这里告诉你。',
  isNew: '未读',
  /** What a person is told, by the `kind` of its row; the row's `data` fills in the rest. */
  kind: {
    accessList:
      '{{year}} 年 {{month}} 月：导出 {{exports}} 次（明文 {{clear}} 次），查看联系方式 {{views}} 次，看看是谁、为什么',
    customersReceived: '{{by}}把 {{count}} 个客户交给你负责',
    customersGiven: '{{by}}把你名下的 {{count}} 个客户移交走了',
    collaboratorAdded: '{{by}}请你协同跟进 {{customer}}',
    collaboratorRemoved: '{{by}}结束了你对 {{customer}} 的协同',
    customerShared: '{{by}}请{{name}}协同跟进你的客户 {{customer}}',
    customerUnshared: '{{name}}不再协同跟进你的客户 {{customer}}',
    poolAssigned: '{{by}}把公海里的 {{name}} 分配给你负责',
    poolReleased: '{{by}}把你的客户 {{name}} 退回了公海',
    poolWarned: '你有 {{count}} 个客户 {{days}} 天没人联系，再过 {{lead}} 天就退回公海',
    poolReturned: '你的 {{count}} 个客户 {{days}} 天没人联系，已退回公海',
    poolReturnedTeam: '本团队 {{count}} 个客户 {{days}} 天没人联系，已退回公海',
    customersUnassigned: '{{name}}的 {{count}} 个客户待分配',
  },
} as const;
