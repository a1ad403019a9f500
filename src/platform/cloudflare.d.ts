/** The one module of the Workers runtime that we import; it exists only there. */

declare module 'cloudflare:email' {
  export class EmailMessage {
    constructor(from: string, to: string, raw: string | ReadableStream)
  }
}
