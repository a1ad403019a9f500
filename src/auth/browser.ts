/** Which browser on which system a User-Agent header most likely means: for a list, not for a decision. Pure. */

/** The first that is found wins: others carry the names of those that they imitate. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bYaBrowser\//, 'Yandex Browser'],
  [/\bEdgA?\//, 'Edge'],
  [/\b(?:OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPad\b/, 'iPadOS'],
  [/\biPhone\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** Names as their makers write them in every language; the empty text for what we do not know. */
export function browserOf(userAgent: string): { readonly browser: string; readonly system: string } {
  const named = (list: typeof BROWSERS) => list.find(([sign]) => sign.test(userAgent))?.[1] ?? ''
  return { browser: named(BROWSERS), system: named(SYSTEMS) }
}
