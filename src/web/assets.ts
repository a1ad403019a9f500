/** Serves static files; any other path goes on to the rooms. */

import type { MiddlewareHandler } from 'hono'

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

/** By URL path, such as `/intersession.css`: no file is opened at a request, so no path can escape. */
export type Assets = ReadonlyMap<string, Asset>

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Fonts never change under their name; the rest is asked for again after an hour, at the cost of a 304. */
export function assetServer(assets: Assets): MiddlewareHandler {
  return async (c, next) => {
    const asset = assets.get(c.req.path)
    if (!asset || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next()
    const cacheControl =
      asset.type === 'font/woff2' ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
    const headers = { ...HEADERS, etag: asset.etag, 'cache-control': cacheControl }
    if (c.req.header('if-none-match') === asset.etag) return new Response(null, { status: 304, headers })
    return new Response(asset.body, { headers: { ...headers, 'content-type': asset.type } })
  }
}
