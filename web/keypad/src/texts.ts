/** What the keypad says; counts are words, so that no digit ever stands in this page. */
const zh = {
  group: '安全密码键盘。为防窥视，按键位置每次不同，按键不朗读。',
  key: '按键',
  erase: '删除一位',
  count: '已输入{n}位，共{of}位',
  none: '已清空',
  expired: '键盘已过期，正在更换',
} as const;

const en: Record<keyof typeof zh, string> = {
  group: 'Secure keypad. Keys change place each time and are not read out.',
  key: 'Key',
  erase: 'Delete one',
  count: '{n} of {of} entered',
  none: 'Cleared',
  expired: 'The keypad has expired and is being replaced',
};

export const keypadTexts = { 'zh-CN': zh, en };

const words = {
  'zh-CN': ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'],
  en: [
    'none',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ],
};

export function inWords(n: number, language: 'zh-CN' | 'en'): string {
  return words[language][n] ?? '';
}
