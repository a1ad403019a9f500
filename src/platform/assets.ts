/** Static files: read once at start, served from memory with a strong ETag. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type Fonts, fontPath } from '../printing/pdf.ts'
import type { Asset, Assets } from '../web/assets.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
}

/** All files below a folder whose type we know, by URL path. */
export function readAssets(folder: string): Assets {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const assets = new Map<string, Asset>()
  for (const entry of files) {
    const type = TYPES[extname(entry.name)]
    if (!type) continue
    const file = join(entry.parentPath, entry.name)
    const body = new Uint8Array(readFileSync(file))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
    assets.set(file.slice(folder.length).replaceAll('\\', '/'), { body, type, etag })
  }
  return assets
}

/** The faces of PDFs among the static files. @throws Error where they are missing: the installation is broken. */
export function fontsAmong(assets: Assets): Fonts {
  return async (face) => {
    const font = assets.get(fontPath(face))
    if (!font) throw new Error(`there is no ${fontPath(face)} in the folder public`)
    return font.body
  }
}
