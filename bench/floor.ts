/** The floor: the least that an HTTP server on Node can do. Says on which port it listens. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  response.end('hello')
})
server.listen(0, '127.0.0.1', () => {
  console.log(`floor at http://localhost:${(server.address() as AddressInfo).port}`)
})
