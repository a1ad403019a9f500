/** Feeds that were told already, by their strong tag: many programs ask for the whole text every time. */

/** Characters; a feed of a hundred entries has some fifty thousand. */
const MOST_KEPT = 4_000_000

/** Texts by tag. What a tag stands for never changes, so nothing here grows old: it only makes room. */
export interface KeptTexts {
  /** The text under `tag`, made now if it is not kept. */
  of(tag: string, make: () => Promise<string>): Promise<string>
}

/** Keeps texts of at most `most` characters together; who was asked for longest ago goes first. */
export function keptTexts(most: number = MOST_KEPT): KeptTexts {
  const texts = new Map<string, string>()
  let size = 0
  const drop = (tag: string): void => {
    size -= texts.get(tag)?.length ?? 0
    texts.delete(tag)
  }
  const keep = (tag: string, text: string): void => {
    drop(tag)
    if (text.length > most) return
    texts.set(tag, text)
    size += text.length
    // In the order of their last use.
    for (const oldest of texts.keys()) {
      if (size <= most) return
      drop(oldest)
    }
  }
  return {
    async of(tag, make) {
      const text = texts.get(tag) ?? (await make())
      keep(tag, text)
      return text
    },
  }
}
