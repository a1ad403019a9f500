/** Speaks to a server byte by byte: what a well-behaved client would never send. */

import { connect } from 'node:net'

/**
 * Sends bytes and reads until the server closes, or until it has been silent for `silence` milliseconds. What
 * arrived by then is the answer; the empty text when the connection was dropped without one.
 */
export function ask(port: number, request: string | Uint8Array, silence = 1_500): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    let answer = ''
    socket.setTimeout(silence, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(answer))
  })
}
