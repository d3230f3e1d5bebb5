import type { people } from '@/messages/zh/people';

export type Device = {
  system: keyof (typeof people)['device']['system'];
  app: keyof (typeof people)['device']['app'];
};

// In this order: each also names what it is built on.
const systems: [RegExp, Device['system']][] = [
  [/HarmonyOS|OpenHarmony/i, 'harmony'],
  [/iPhone/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android(?=.*Mobile)/, 'android'],
  [/Android/, 'androidTablet'],
  [/Windows/, 'windows'],
  [/Macintosh|Mac OS X/, 'mac'],
  [/Linux|X11/, 'linux'],
];
const apps: [RegExp, Device['app']][] = [
  [/wxwork/i, 'wecom'],
  [/MicroMessenger/i, 'wechat'],
  [/DingTalk/i, 'dingtalk'],
  [/Lark|Feishu/i, 'feishu'],
  [/MQQBrowser|QQBrowser/i, 'qq'],
  [/Edg(e|A|iOS)?\//, 'edge'],
  [/Firefox|FxiOS/, 'firefox'],
  [/Chrome|CriOS|Chromium/, 'chrome'],
  [/Safari/, 'safari'],
];

/** What a browser calls itself (user agent), as what a person would call it. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  return {
    system: systems.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
    app: apps.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
  };
}
