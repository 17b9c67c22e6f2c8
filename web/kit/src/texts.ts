/** Languages of the pages; Chinese is the source of truth, every other one has exactly its keys. */
export type Language = 'zh-CN' | 'en';

/** Says a text in the chosen language; `{name}` in a text is replaced by the value of that name. */
export type Say<K extends string> = (key: K, values?: Record<string, string | number>) => string;

/** Reads the language from an address: Chinese unless `lang=en` asks for English. */
export function languageOf(search: string): Language {
  return (new URLSearchParams(search).get('lang') ?? '').toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

export function speaker<K extends string>(
  texts: Record<Language, Record<K, string>>,
  language: () => Language,
): Say<K> {
  return (key, values) =>
    texts[language()][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values?.[name] ?? hole));
}

/** What is wrong between two dictionaries: keys or placeholders that only one of them has. */
export function differences(source: Record<string, string>, other: Record<string, string>): string[] {
  const holes = (text: string | undefined) =>
    [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).sort().join();
  const keys = new Set([...Object.keys(source), ...Object.keys(other)]);
  return [...keys].filter(
    (key) => !(key in source) || !(key in other) || holes(source[key]) !== holes(other[key]),
  );
}
