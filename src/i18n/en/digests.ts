/** English texts of the room `digests`. */

export const digests = {
  refusals: {},
}
