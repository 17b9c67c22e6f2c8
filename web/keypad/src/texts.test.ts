import { expect, test } from 'vitest';
import { differences } from '@kit/texts';
import { inWords, keypadTexts } from './texts';

test('both_languages_have_the_same_texts', () => {
  expect(differences(keypadTexts['zh-CN'], keypadTexts.en)).toEqual([]);
});

// @Clause("6.5-7a")
test('no_text_of_the_keypad_holds_a_digit', () => {
  const counts = [...Array(13).keys()].flatMap((n) => [inWords(n, 'zh-CN'), inWords(n, 'en')]);
  for (const text of [...Object.values(keypadTexts['zh-CN']), ...Object.values(keypadTexts.en), ...counts])
    expect(text).toMatch(/^\D+$/);
});
