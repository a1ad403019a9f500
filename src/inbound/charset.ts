/** Bytes of a calendar or a report as text, also when nobody says in which letters they are written. */

/** The text: UTF-8 if it can be, otherwise one of the two old Russian alphabets. Never throws. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const [windows, koi] = ['windows-1251', 'koi8-r'].map((name) => new TextDecoder(name).decode(bytes))
    return smallLetters(koi ?? '') > smallLetters(windows ?? '') ? (koi ?? '') : (windows ?? '')
  }
}

// The two alphabets keep small and capital letters in each other's places, and people write small ones.
function smallLetters(text: string): number {
  return text.match(/[а-яё]/g)?.length ?? 0
}
