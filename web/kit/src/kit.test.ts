import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { brandTones, contrast } from './colour';
import { yuan } from './money';
import { differences, languageOf, speaker } from './texts';
import { countdown, whenShort } from './time';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');
const token = (block: string, name: string) =>
  new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? '';

test('amounts_have_thousands_and_two_decimals', () => {
  expect(yuan('12.50')).toBe('12.50');
  expect(yuan('99999999.99')).toBe('99,999,999.99');
  expect(yuan(0.1)).toBe('0.10');
  expect(yuan('7')).toBe('7.00');
});

test.each([
  ['light', light],
  ['dark', dark],
])('text_in_%s_is_readable_on_paper_and_ground', (_, block) => {
  for (const ground of ['paper', 'ground', 'raised'])
    for (const ink of ['ink', 'ink-2', 'brand', 'good', 'warn', 'bad'])
      expect(contrast(token(block, ink), token(block, ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
  expect(contrast(token(block, 'on-brand'), token(block, 'brand'))).toBeGreaterThanOrEqual(4.5);
  for (const tone of ['good', 'warn', 'bad', 'brand'])
    expect(contrast(token(block, tone), token(block, `${tone}-soft`)), tone).toBeGreaterThanOrEqual(4.5);
});

test('a_pale_brand_colour_is_moved_until_it_reads', () => {
  expect(brandTones('#e8a200', '#ffffff', '#14171f')?.brand).not.toBe('#e8a200');
  const tones = brandTones('#e8a200', '#ffffff', '#14171f');
  expect(contrast(tones?.brand ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(tones?.fill).toBe('#e8a200');
  expect(contrast(tones?.fill ?? '', tones?.on ?? '')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(brandTones('#ffffff', '#ffffff', '#14171f')?.fill ?? '', '#ffffff')).toBeGreaterThan(1.6);
  expect(brandTones('#0a7d3c', '#ffffff', '#14171f')?.brand).toBe('#0a7d3c');
});

test('a_brand_colour_that_is_no_colour_changes_nothing', () => {
  expect(brandTones('red;}', '#ffffff', '#14171f')).toBeNull();
  expect(brandTones(null, '#ffffff', '#14171f')).toBeNull();
});

test('a_text_takes_its_values_and_the_language_of_the_address', () => {
  const say = speaker({ 'zh-CN': { left: '还可尝试 {n} 次' }, en: { left: '{n} tries left' } }, () => 'en');
  expect(say('left', { n: 4 })).toBe('4 tries left');
  expect(languageOf('?t=x&lang=en-GB')).toBe('en');
  expect(languageOf('?lang=fr')).toBe('zh-CN');
  expect(differences({ a: '{n}', b: '' }, { a: '{m}', c: '' })).toEqual(['a', 'b', 'c']);
});

test('times_are_short_today_and_carry_the_day_before', () => {
  const now = new Date(2026, 10, 23, 9, 30);
  expect(whenShort(new Date(2026, 10, 23, 8, 5).toISOString(), now, 'zh-CN')).toBe('08:05');
  expect(whenShort(new Date(2026, 10, 22, 23, 59).toISOString(), now, 'zh-CN')).toBe('昨天');
  expect(countdown(899_001)).toBe('15:00');
  expect(countdown(3_661_000)).toBe('1:01:01');
  expect(countdown(-5)).toBe('00:00');
});
